import { FaultError, isFaultError } from '@sluice/provider-sdk';
import { attempt } from './attempt.ts';
import type { Caller } from './caller.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import { plainHeader, type Incoming } from './incoming.ts';
import type { Outcome, Trail } from './outcome.ts';
import { authenticate } from './rooms/authenticate.ts';
import { planRoute } from './rooms/plan-route.ts';
import { readCall } from './rooms/read-call.ts';
import { readMetadata } from './rooms/read-metadata.ts';
import { resolve } from './rooms/resolve.ts';
import { HOP_HEADER } from './upstream-headers.ts';

/** What became of a request, and by which way. */
export interface Arrival {
  readonly outcome: Outcome;
  readonly caller: Caller | undefined;
  readonly trail: Trail | undefined;
  /** What the caller says of its request, over what its key says. */
  readonly metadata: Readonly<Record<string, string>> | undefined;
  /** Every secret that this request held or used, so that none is printed. */
  readonly secrets: readonly string[];
}

/** A request's whole way through the house. Each room needs what the one before it gave. */
export const createGateway =
  (house: House) =>
  async (incoming: Incoming): Promise<Arrival> => {
    let caller: Caller | undefined;
    let trail: Trail | undefined;
    let metadata: Arrival['metadata'];
    let secrets: readonly string[] = [];
    try {
      refuseCircles(incoming, house);
      caller = authenticate(incoming, house);
      secrets = caller.secrets;
      metadata = readMetadata(incoming, caller);
      const call = readCall(incoming, caller, house);
      const resolved = resolve(incoming, caller, house);
      const config = resolved instanceof Promise ? await resolved : resolved;
      const target = planRoute({ incoming, caller, config, model: call.model, prompt: call.prompt }, house);
      if (target.secrets.length > 0) secrets = [...secrets, ...target.secrets];
      trail = { provider: target.provider.id, target: target.label, model: call.model, streamed: call.streamed, substituted: undefined };

      const { outcome, model, substituted } = await attempt({ incoming, call, target }, house);
      return { outcome, caller, trail: { ...trail, model: model ?? call.model, substituted }, metadata, secrets };
    } catch (error) {
      if (!isFaultError(error)) throw error;
      return { outcome: failureOf(error.fault), caller, trail, metadata, secrets };
    }
  };

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
