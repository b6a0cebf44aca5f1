import { FaultError, isFaultError } from '@sluice/provider-sdk';
import { attempt } from './attempt.ts';
import type { Caller } from './caller.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import { plainHeader, type Incoming } from './incoming.ts';
import type { Outcome, Trail } from './outcome.ts';
import { planRoute } from './rooms/plan-route.ts';
import { readCall } from './rooms/read-call.ts';
import { readMetadata } from './rooms/read-metadata.ts';
import { KnownConfigs, resolve } from './rooms/resolve.ts';
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
export type Gateway = (incoming: Incoming, caller: Caller, note: (notes: Notes) => void) => Promise<Outcome>;

/** A request's whole way through the house. Each room needs what the one before it gave. */
export function createGateway(house: House): Gateway {
  const configs = new KnownConfigs();
  return async (incoming, caller, note) => {
    try {
      refuseCircles(incoming, house);
      note({ metadata: readMetadata(incoming, caller), secrets: caller.secrets });
      const call = readCall(incoming, caller, house);
      const resolved = resolve(incoming, caller, house, configs);
      const config = resolved instanceof Promise ? await resolved : resolved;
      const target = planRoute({ incoming, caller, config, model: call.model, prompt: call.prompt }, house);
      const trail = {
        provider: target.provider.id,
        target: target.label,
        model: call.model,
        streamed: call.streamed,
        substituted: undefined,
      };
      note({ trail, secrets: target.secrets.length > 0 ? [...caller.secrets, ...target.secrets] : caller.secrets });

      const { outcome, said, substituted } = await attempt({ incoming, call, target }, house);
      note({ trail: { ...trail, model: said.model ?? call.model, streamed: said.streamed, substituted } });
      return outcome;
    } catch (error) {
      if (isFaultError(error)) return failureOf(error.fault);
      throw error;
    }
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
