import { isRealtime, type Door } from '@sluice/core';
import { FaultError, type Fault } from '@sluice/provider-sdk';
import { readAddress, type Address } from './address.ts';
import { doorAt, knownDoor } from './doors.ts';
import { promptPlace, type PromptAddress } from './prompt-address.ts';

/** Where a request wants to go. */
export interface Place extends Address {
  readonly door: Door;
  /** Undefined where no stored prompt is called. */
  readonly prompt?: PromptAddress | undefined;
}

/** @param behind What stands behind `/v1` in the address. @throws FaultError `invalid_request` */
export function placeOf(method: string, behind: string): Place {
  const known = knownDoor(method, behind);
  const called = known ? undefined : promptPlace(method, behind);
  if (called) return called;
  const place = known ? { door: known, path: behind, query: '' } : doorAt(method, readAddress(behind));
  if (isRealtime(place.door)) throw new FaultError(UPGRADE_REQUIRED);
  return place;
}

const UPGRADE_REQUIRED: Fault = {
  kind: 'invalid_request',
  message: 'GET /v1/realtime opens a WebSocket: connect to it as ws:// (or wss:// behind TLS)',
  param: 'upgrade',
  code: 'upgrade_required',
};
