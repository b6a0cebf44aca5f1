import { isFaultError, type Fault, type FaultError } from '@sluice/provider-sdk';

/** What a plugin threw, in values that it has no hand on any more. */
export interface Thrown {
  /** A fault that the gateway itself made, on its way through the plugin. */
  readonly ours: FaultError | undefined;
  /** The members of a fault of the plugin's, not yet judged. */
  readonly fault: Fault | undefined;
  readonly reason: string;
}

/** Longer than any sentence. */
const LONGEST_TOLD = 500;

/** Reads what was thrown, which need not be an error, nor let itself be read. To be called where reading comes to an end. */
export function readThrown(error: unknown, made: WeakSet<FaultError>): Thrown {
  try {
    if (made.has(error as FaultError)) return { ours: error as FaultError, fault: undefined, reason: '' };
    if (isFaultError(error)) return { ours: undefined, fault: JSON.parse(JSON.stringify(error.fault)) as Fault, reason: '' };
    return { ours: undefined, fault: undefined, reason: reasonOf(error).slice(0, LONGEST_TOLD) };
  } catch {
    // A proxy, or an error whose own members throw.
    return { ours: undefined, fault: undefined, reason: 'it threw something that cannot be read' };
  }
}

function reasonOf(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null ? (error as { readonly message?: unknown }).message : error;
  return typeof message === 'string' && message !== '' ? `${message}` : `it threw ${String(message)}`;
}
