import { Account, Departure, type Caller, type Explainer, type Explanation, type House } from '@sluice/core';
import { isFaultError } from '@sluice/provider-sdk';
import type { LoggedBodies, LogRecord } from '@sluice/store/logs';
import { costOf } from '../cost/cost-of.ts';
import type { Prices } from '../cost/price-of.ts';
import { explainThrough } from '../replay/explain-through.ts';
import { storedCall, type NotAskable, type StoredCall } from '../replay/stored-call.ts';

/** Where a request would go, or why nobody can tell. */
export type Judged =
  | { readonly ok: true; readonly id: string; readonly before: Answerer; readonly after: Answerer; readonly why: readonly string[] }
  | { readonly ok: false; readonly id: string; readonly reason: NotJudged; readonly message?: string };

/** Beside what keeps a request from being asked again: it would be refused. */
export type NotJudged = NotAskable | 'refused';

/** Who answers. */
export interface Answerer {
  /** The place in the config; undefined where nobody is asked. */
  readonly target: string | undefined;
  readonly provider: string | undefined;
  readonly model: string | undefined;
  readonly virtualKey: string | undefined;
  /** US dollars; undefined where nobody knows. */
  readonly cost: number | undefined;
}

export interface DryRunMeans {
  readonly house: House;
  /** Of a house that reaches nobody. */
  readonly explain: Explainer;
  readonly prices: Prices;
}

export interface DryRunQuestion {
  readonly record: LogRecord;
  readonly bodies: LoggedBodies | undefined;
  /** The draft: JSON, or the slug of a saved config. */
  readonly config: string;
  readonly caller: Caller;
}

/** Says where a request of the log would go by a draft of a config. Nobody is called. */
export async function judge({ record, bodies, config, caller }: DryRunQuestion, means: DryRunMeans): Promise<Judged> {
  const { id } = record;
  const call = storedCall({ record, bodies, config });
  if (typeof call === 'string') return { ok: false, id, reason: call };
  try {
    const explanation = await explained(call, caller, means);
    return { ok: true, id, before: answererOf(record), after: chosenIn(explanation, record, means.prices), why: reasonsIn(explanation) };
  } catch (error) {
    if (isFaultError(error)) return { ok: false, id, reason: 'refused', message: error.fault.message };
    throw error;
  }
}

function explained(
  { place, method, headers, document }: StoredCall,
  caller: Caller,
  { explain, house }: DryRunMeans,
): Promise<Explanation> {
  const { door, path, query } = place;
  const body = { kind: 'json', document } as const;
  const account = new Account(performance.now());
  const incoming = { id: 'dry-run', door, method, path, query, headers, body, departure: new Departure(), account };
  return explainThrough({ place, incoming, caller, note() {} }, explain, house);
}

const answererOf = ({ target, provider, model, virtualKey, cost }: LogRecord): Answerer => ({ target, provider, model, virtualKey, cost });

/** The first that would be asked and can be. What the others would do depends on whether it fails. */
function chosenIn({ order, targets }: Explanation, { used }: LogRecord, prices: Prices): Answerer {
  const asked = order.map((place) => targets.find(({ target }) => target === place));
  const chosen = asked.find((target) => target?.error === null) ?? asked[0];
  if (!chosen) return { target: undefined, provider: undefined, model: undefined, virtualKey: undefined, cost: undefined };
  const { target, provider, model, virtual_key: virtualKey } = chosen;
  const who = { provider: provider ?? undefined, model: model ?? undefined, virtualKey: virtualKey ?? undefined };
  const price = prices(who);
  return { target, ...who, cost: price && used && costOf(price, used) };
}

/** A choice, or somebody who was passed over. */
interface Decision {
  readonly kind: string;
  readonly fork?: string;
  readonly target: string;
  readonly why?: string;
  readonly reason?: string;
}

const reasonsIn = ({ decisions }: Explanation): readonly string[] =>
  (decisions as readonly Decision[]).map(({ kind, fork, target, why, reason }) =>
    kind === 'chosen' ? `${fork} -> ${target}: ${why}` : `${target} passed over: ${reason}`,
  );
