import { FaultError, isFaultError } from '@sluice/provider-sdk';
import { attempt } from './attempt.ts';
import { requireKey, type Caller } from './caller.ts';
import type { RouteConfig } from './config/config.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import { NamedRequests } from './idempotency.ts';
import { ownHeader, plainHeader, type Incoming } from './incoming.ts';
import type { Outcome, Trail } from './outcome.ts';
import { readCall, type Call } from './rooms/read-call.ts';
import { readMetadata } from './rooms/read-metadata.ts';
import { KnownConfigs, resolve } from './rooms/resolve.ts';
import type { Answered } from './route/answered.ts';
import { Journal } from './route/journal.ts';
import { routeRequest } from './route/route-request.ts';
import type { Target } from './target.ts';
import { HOP_HEADER } from './upstream-headers.ts';

/** What is known of a request, as it becomes known: one whose caller goes away has no end to tell it at. */
export interface Notes {
  readonly trail?: Trail;
  /** What the caller says of its request, under what its key says. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Every secret that this request held or used, so that none is printed. */
  readonly secrets?: readonly string[];
}

/** One request's way, from who asks to what it came to. */
export type Gateway = (incoming: Incoming, caller: Caller, note: Note) => Promise<Outcome>;

type Note = (notes: Notes) => void;

/** A request's whole way through the house. Each room needs what the one before it gave. */
export function createGateway(house: House): Gateway {
  const configs = new KnownConfigs();
  const named = new NamedRequests<Notes>(house.pace.now);

  const travel = async (incoming: Incoming, caller: Caller, note: Note): Promise<Outcome> => {
    const metadata = readMetadata(incoming, caller);
    note({ metadata, secrets: caller.secrets });
    const call = readCall(incoming, caller, house);
    const resolved = resolve(incoming, caller, house, configs);
    const config = resolved instanceof Promise ? await resolved : resolved;
    if (config?.namesVirtualKeys) requireKey(caller, 'A virtual key in a config');
    const request: Request = { incoming, caller, call, metadata };
    const { outcome } = isPlain(config, incoming)
      ? await straight(request, config, house, note)
      : await routed(request, config!, house, note);
    return outcome;
  };

  /** One of several who ask the same under one name: what is noted for the first is noted for all. */
  const once = async (incoming: Incoming, caller: Caller, note: Note): Promise<Outcome> => {
    const { outcome, notes } = await named.once(incoming, caller, async (departure) => {
      const noted: { -readonly [Name in keyof Notes]: Notes[Name] } = {};
      const noteToo: Note = (more) => {
        Object.assign(noted, more);
        note(more);
      };
      return { outcome: await travel({ ...incoming, departure }, caller, noteToo), notes: noted };
    });
    note(notes);
    return outcome;
  };

  return async (incoming, caller, note) => {
    try {
      refuseCircles(incoming, house);
      return await (incoming.headers['idempotency-key'] === undefined ? travel(incoming, caller, note) : once(incoming, caller, note));
    } catch (error) {
      if (isFaultError(error)) return failureOf(error.fault);
      throw error;
    }
  };
}

/** A request that has passed the rooms in front of the plan. */
interface Request {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly call: Call;
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** Whether there is nothing to choose. */
const isPlain = (config: RouteConfig | undefined, { headers }: Incoming) =>
  !config || (config.root.kind === 'target' && ownHeader(headers, 'explain') !== 'true');

/** One target and no choice: the way of most requests. */
async function straight(
  { incoming, caller, call, metadata }: Request,
  config: RouteConfig | undefined,
  house: House,
  note: Note,
): Promise<Answered> {
  const target = config?.root.kind === 'target' ? config.root : undefined;
  const chance = { target: false, retry: false, departure: incoming.departure, continues: false };
  const began = (planned: Target) => note(beginning(planned, call, caller.secrets));
  const answered = await attempt({ incoming, caller, call, metadata, config: target, chance, began }, house);
  note({ trail: trailOf(answered, undefined) });
  return answered;
}

/** As the config's strategies say. */
async function routed(request: Request, config: RouteConfig, house: House, note: Note): Promise<Answered> {
  const journal = new Journal({ explains: ownHeader(request.incoming.headers, 'explain') === 'true' });
  let { secrets } = request.caller;
  const began = (target: Target) => {
    const more = beginning(target, request.call, secrets);
    secrets = more.secrets!;
    note(more);
  };
  const wentOn = (answered: Answered) => note({ trail: trailOf(answered, journal) });
  const answered = await routeRequest({ ...request, config, journal, began, wentOn }, house);
  note({ trail: trailOf(answered, journal) });
  return answered;
}

/** What is known as soon as a target is to be asked, should the caller go before it answers. */
function beginning(target: Target, { model, streamed }: Call, secrets: readonly string[]): Notes {
  const used = target.credentials.length > 0 ? target.credentials : target.secrets;
  return {
    trail: { provider: target.provider.id, target: target.label, model, streamed, retries: 0, cache: 'DISABLED', substituted: undefined },
    secrets: used.length > 0 ? [...secrets, ...used] : secrets,
  };
}

function trailOf({ provider, target, model, streamed, retries, cache, substituted }: Answered, journal: Journal | undefined): Trail {
  const trail = { provider, target, model, streamed, retries, cache, substituted };
  return journal ? { ...trail, variant: journal.variant, steps: journal.steps } : trail;
}

/** No honest way passes more gateways than this. */
const LONGEST_WAY = 10;

function refuseCircles({ headers }: Incoming, { hop }: House): void {
  const way = plainHeader(headers, HOP_HEADER)?.split(',');
  if (!way || (way.length < LONGEST_WAY && !way.some((each) => each.trim() === hop))) return;
  throw new FaultError({
    kind: 'loop_detected',
    message: 'This request has been through this gateway before: some base URL or custom host points back here.',
  });
}
