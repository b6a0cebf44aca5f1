import { FaultError } from './fault.ts';

/** Longer than any sentence; a plugin's own words travel in replies and headers. */
const LONGEST_TOLD = 300;

/** Faults that were made here: a plugin may throw one of the same kind, with somebody else's name in it. */
const MADE = new WeakSet<object>();

/** What a plugin did wrong, as the fault of the request that it did it to: `strategy "x" threw: …`. */
export function pluginFault(who: string, did: string, cause?: unknown): FaultError {
  const error = new FaultError({ kind: 'plugin_failed', message: `${who} ${did}` }, { cause });
  MADE.add(error);
  return error;
}

/** What was thrown by a plugin, or about it, as a fault with its name. */
export const pluginThrew = (who: string, thrown: unknown): FaultError =>
  thrown instanceof FaultError && MADE.has(thrown) ? thrown : pluginFault(who, `threw: ${thrownText(thrown)}`, thrown);

/** The words of whatever was thrown, which need not be an error, nor let itself be read. */
export function thrownText(thrown: unknown): string {
  try {
    return clipped(String(thrown instanceof Error ? thrown.message : thrown)) || 'something without words';
  } catch {
    // A symbol, or an object that cannot be told in words: that it was thrown is all there is to say.
    return 'something that cannot be told in words';
  }
}

/** A text that fits into a message. */
export const clipped = (text: string): string => (text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text);
