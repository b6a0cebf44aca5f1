import { FaultError, isFaultError } from '@sluice/provider-sdk';
import { attempt } from './attempt.ts';
import type { Caller } from './caller.ts';
import type { RouteConfig } from './config/config.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import { NamedRequests } from './idempotency.ts';
import { ownHeader, plainHeader, type Incoming } from './incoming.ts';
import type { Outcome, Trail } from './outcome.ts';
import { checkReferences } from './rooms/check-references.ts';
import { readCall, requireWords } from './rooms/read-call.ts';
import { readMetadata } from './rooms/read-metadata.ts';
import { KnownConfigs, resolve } from './rooms/resolve.ts';
import { Journal } from './route/journal.ts';
import type { Answered } from './route/answered.ts';
import { routeRequest } from './route/route-request.ts';
import { trailBefore, trailOf, type Travelling } from './trail.ts';
import type { Target } from './target.ts';
import { HOP_HEADER } from './upstream-headers.ts';

/** What is known of a request, as it becomes known: one whose caller goes away has no end to tell it at. */
export interface Notes {
  /** Told when a target is to be asked, and again when its answer is known. Not given: no target has been chosen. */
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

  const travel: Gateway = async (incoming, caller, note) => {
    try {
      refuseCircles(incoming, house);
      const metadata = readMetadata(incoming, caller);
      note({ metadata, secrets: caller.secrets });
      const call = readCall(incoming, caller, house);
      const resolved = resolve(incoming, caller, house, configs);
      const stored = resolved instanceof Promise ? await resolved : resolved;
      const config = stored?.config;
      if (config) checkReferences(config, caller, house);
      requireWords(call, config, incoming);

      const journal = needsJournal(config, incoming) ? new Journal() : undefined;
      const request: Request = { incoming, caller, call, metadata, stored, journal, note };
      const answered = await (journal ? routed(request, config!, journal, house) : straight(request, config, house));
      note({ trail: trailOf(request, answered) });
      return answered.outcome;
    } catch (error) {
      if (isFaultError(error)) return failureOf(error.fault);
      throw error;
    }
  };

  /** One of several who ask the same under one name: what is noted for the first is noted for all. */
  const once: Gateway = async (incoming, caller, note) => {
    try {
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
    } catch (error) {
      if (isFaultError(error)) return failureOf(error.fault);
      throw error;
    }
  };

  return (incoming, caller, note) => (incoming.headers['idempotency-key'] === undefined ? travel : once)(incoming, caller, note);
}

/** A request that has passed the rooms in front of the plan. */
interface Request extends Travelling {
  readonly caller: Caller;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly note: Note;
}

const asksWhy = ({ headers }: Incoming) => ownHeader(headers, 'explain') === 'true';

/** Where there is a choice, or somebody asks why. */
const needsJournal = (config: RouteConfig | undefined, incoming: Incoming) =>
  config !== undefined && (config.root.kind === 'fork' || asksWhy(incoming));

/** One target and no choice: the way of most requests. */
function straight(request: Request, config: RouteConfig | undefined, house: House) {
  const { incoming, caller, call, metadata, note } = request;
  const target = config?.root.kind === 'target' ? config.root : undefined;
  const chance = { target: false, retry: false, departure: incoming.departure, continues: false };
  const began = (planned: Target) => note(beginning(request, planned, caller.secrets));
  return attempt({ incoming, caller, call, metadata, config: target, chance, began }, house);
}

/** As the config's strategies say. */
function routed(request: Request, config: RouteConfig, journal: Journal, house: House) {
  const { caller, call, note } = request;
  let { secrets } = caller;
  const began = (target: Target) => {
    const more = beginning(request, target, secrets);
    secrets = more.secrets!;
    note(more);
  };
  const wentOn = (answered: Answered) => note({ trail: trailOf(request, answered) });
  const { incoming, metadata } = request;
  return routeRequest({ incoming, caller, call, metadata, config, journal, began, wentOn }, house);
}

/** What is known as soon as a target is to be asked, should the caller go before it answers. */
function beginning(request: Travelling, target: Target, secrets: readonly string[]): Notes {
  const used = target.credentials.length > 0 ? [...target.credentials, ...target.secrets] : target.secrets;
  return {
    trail: trailBefore(request, target),
    secrets: used.length > 0 ? [...secrets, ...used] : secrets,
  };
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
