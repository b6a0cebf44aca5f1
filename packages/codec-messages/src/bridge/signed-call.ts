import type { Json } from '@sluice/provider-sdk';
import { textIn } from '@sluice/provider-sdk/chat';

/**
 * Some providers sign a tool call itself, and this format has no place for that: the signature travels as that of a
 * thinking block right before the call, marked as ours so that it finds its way back and to nobody else.
 */
const MARK = 'sluice.thought.';

export const signedAs = (thoughtSignature: string): string => MARK + thoughtSignature;

/** The signature of the call that follows, where a block carries one. */
export function thoughtSignatureIn(block: Json): string | undefined {
  const signature = block['type'] === 'thinking' ? textIn(block['signature']) : undefined;
  return signature?.startsWith(MARK) ? signature.slice(MARK.length) : undefined;
}
