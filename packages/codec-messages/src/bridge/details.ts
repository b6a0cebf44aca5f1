import type { Json } from '@sluice/provider-sdk';
import { isJson, listIn, textIn } from '@sluice/provider-sdk/chat';

/**
 * Thinking that a provider tells as `reasoning_details`, signed by whom it came from (OpenRouter, Snowflake; recorded
 * 2025 and 2026), as blocks of a message. Without a signature there is nothing in them that the text of it has not.
 */
export function detailBlocks(message: Json): readonly Json[] {
  const details = detailsIn(message);
  return details.some(isSigned) ? details.flatMap(blockOf) : [];
}

/** The thinking in the details of a delta, and the signature that closes it. */
export const detailPiece = (delta: Json): { readonly thinking: string; readonly signature: string } => ({
  thinking: joined(detailsIn(delta), 'text'),
  signature: joined(detailsIn(delta), 'signature'),
});

const joined = (details: readonly Json[], name: string): string => details.map((detail) => textIn(detail[name]) ?? '').join('');

const detailsIn = (said: Json): readonly Json[] => listIn(said['reasoning_details']).filter(isJson);

const isSigned = ({ signature, type }: Json): boolean => type === 'reasoning.text' && typeof signature === 'string' && signature !== '';

function blockOf({ type, text, signature, data }: Json): readonly Json[] {
  if (type === 'reasoning.text') return [{ type: 'thinking', thinking: textIn(text) ?? '', signature: textIn(signature) ?? '' }];
  return type === 'reasoning.encrypted' && typeof data === 'string' ? [{ type: 'redacted_thinking', data }] : [];
}
