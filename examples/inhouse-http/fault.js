import { faultKindFor, retryAfterMs } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** @import { Fault, FaultKind, WireFailure } from '@sluice/provider-sdk' */

/**
 * Our server's words for what went wrong, where they say more than the status. The kind decides whether the gateway tries again or elsewhere.
 *
 * @type {Readonly<Record<string, FaultKind>>}
 */
const KINDS = { busy: 'overloaded', no_such_model: 'model_not_found', bad_token: 'credential_refused', too_long: 'context_too_long' };

/** @type {(failure: WireFailure) => Fault} */
export const readFault = ({ status, headers, body }) => ({ ...faultOf(status, body), retryAfterMs: retryAfterMs(headers) });

/**
 * Reads `{"problem": "the queue is full", "kind": "busy"}`, whole or as a line of a stream.
 *
 * @type {(status: number, body: unknown) => Fault}
 */
export function faultOf(status, body) {
  const said = jsonIn(body) ?? {};
  const code = textIn(said.kind);
  return { kind: KINDS[code ?? ''] ?? faultKindFor(status), message: textIn(said.problem) ?? `the server answered ${status}`, code };
}
