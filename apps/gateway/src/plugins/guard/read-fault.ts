import { FAULTS, type Fault, type FaultKind } from '@sluice/provider-sdk';

/** What only the gateway may say. */
const OURS: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'unauthenticated',
  'cancelled',
  'idempotency_conflict',
  'internal',
  'not_built',
  'hooks_failed',
  'loop_detected',
  'plugin_failed',
]);

/** More than anybody reads. */
const LONGEST_MESSAGE = 4000;
const LONGEST_WORD = 200;

const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** A fault that a plugin has made, with nothing in it but what a fault may have; or what is wrong with it, as a sentence about the plugin. */
export function readFault(given: unknown): Fault | string {
  const { kind, message, param, code, type, retryAfterMs } = (typeof given === 'object' && given !== null ? given : {}) as Partial<Fault>;
  if (typeof kind !== 'string' || !Object.hasOwn(FAULTS, kind) || OURS.has(kind))
    return `it gave the fault "${typeof kind === 'string' ? kind.slice(0, LONGEST_WORD) : typeof kind}", which is none that a plugin may give`;
  if (typeof message !== 'string') return 'it gave a fault without a message';
  return {
    kind,
    message: message.slice(0, LONGEST_MESSAGE),
    ...(typeof param === 'string' && { param: param.slice(0, LONGEST_WORD) }),
    ...(typeof code === 'string' && { code: code.slice(0, LONGEST_WORD) }),
    ...(typeof type === 'string' && { type: type.slice(0, LONGEST_WORD) }),
    ...(typeof retryAfterMs === 'number' && retryAfterMs >= 0 && { retryAfterMs: Math.min(retryAfterMs, LONGEST_WAIT_MS) }),
  };
}
