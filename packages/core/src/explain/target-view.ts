import type { Caller } from '../caller.ts';
import type { TargetConfig } from '../config/config.ts';
import { draftRequest } from '../draft-request.ts';
import type { House } from '../house.ts';
import type { Incoming } from '../incoming.ts';
import type { Candidates } from '../route/candidates.ts';
import type { Call } from '../rooms/read-call.ts';
import { planTarget } from '../rooms/plan-target.ts';
import { reasonOf } from './reason-of.ts';

/** One target of a config for one request. */
export interface TargetView {
  readonly target: string;
  readonly name: string | null;
  readonly provider: string | null;
  readonly virtual_key: string | null;
  /** The model that would be sent. */
  readonly model: string | null;
  /** The address that would be called, without its query; null where only an admin may see it, or nobody would ask. */
  readonly url: string | null;
  /** Whether it would be asked if its turn came, and why not. */
  readonly fit: boolean;
  readonly reason: string | null;
  /** The place in the order in which targets are asked, from 1 on; null for one that is not. */
  readonly turn: number | null;
  /** What would be answered in its place, where it could not even be asked. */
  readonly error: string | null;
  readonly circuit: string | null;
  /** Milliseconds to the first token, lately. */
  readonly latency_ms: number | null;
  /** US dollars by estimate; null where the price is not known. */
  readonly cost_usd: number | null;
  readonly limits: {
    readonly tries: number;
    readonly request_timeout_ms: number | null;
    readonly first_byte_ms: number | null;
    readonly idle_ms: number | null;
  };
}

export interface TargetQuestion {
  readonly target: TargetConfig;
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly call: Call;
  readonly candidates: Candidates;
  /** From 1 on; undefined for one that is not asked. */
  readonly turn: number | undefined;
  /** Whether its request is written, to see what would be sent; a thousand of them would be too many. */
  readonly drafted: boolean;
}

export function targetView(
  { target: config, incoming, caller, call, candidates, turn, drafted }: TargetQuestion,
  house: House,
): TargetView {
  const known = candidates.find(config);
  const lack = candidates.lackOf(config);
  const planned = drafted ? plan({ incoming, caller, call, config }, house) : {};
  return {
    target: config.label,
    name: config.name ?? null,
    provider: known?.named.provider.id ?? null,
    virtual_key: known?.named.virtualKey?.slug ?? null,
    model: planned.model ?? known?.model ?? null,
    url: planned.url ?? null,
    fit: lack === undefined,
    reason: lack?.reason ?? null,
    turn: turn ?? null,
    error: planned.error ?? null,
    circuit: config.breaker ? house.routing.breakers.state(candidates.circuitOf(config)) : null,
    latency_ms: candidates.latencyMs(config) ?? null,
    cost_usd: candidates.costOf(config) ?? null,
    limits: {
      tries: 1 + (config.retry?.attempts ?? 0),
      request_timeout_ms: planned.requestTimeoutMs ?? null,
      first_byte_ms: planned.firstByteMs ?? null,
      idle_ms: planned.idleMs ?? null,
    },
  };
}

interface Plan {
  readonly model?: string | undefined;
  readonly url?: string;
  readonly requestTimeoutMs?: number | undefined;
  readonly firstByteMs?: number;
  readonly idleMs?: number;
  readonly error?: string;
}

/** Goes as far as a request goes before it is signed and sent. */
function plan(
  { incoming, caller, call, config }: Pick<TargetQuestion, 'incoming' | 'caller' | 'call'> & { readonly config: TargetConfig },
  house: House,
): Plan {
  try {
    const target = planTarget({ incoming, caller, config, call }, house);
    const chance = { target: false, retry: false, departure: incoming.departure, continues: false };
    const { request, model } = draftRequest({ incoming, call, target, chance }, house);
    const { firstByteMs, firstByteWholeMs, idleMs } = target.deadlines;
    return {
      model,
      // Where the operator's own servers stand is the operator's to know.
      ...((caller.key?.admin || !target.elsewhere || config.origin === 'caller') && { url: request.url.split('?')[0]! }),
      requestTimeoutMs: target.requestTimeoutMs,
      firstByteMs: call.streamed ? firstByteMs : firstByteWholeMs,
      idleMs,
    };
  } catch (error) {
    return { error: reasonOf(error) };
  }
}
