import type { Json, JsonObject } from '@sluice/provider-sdk';
import { isJson, listIn } from '@sluice/provider-sdk/chat';
import { thoughtSignatureIn } from './signed-call.ts';

/** Where these stand nowhere, nothing of ours does. */
const SIGNS = ['"sluice.thought.', '"signature":""', '"signature": ""'] as const;

/**
 * Takes thinking out of a conversation that a model of this API would not know as its own: another provider's, of which we
 * made a block. Its owner answers a signature that it did not write with 400 (Anthropic, extended thinking, 2026-08).
 */
export function forget(body: JsonObject): void {
  if (!SIGNS.some((sign) => body.mentions(sign))) return;
  const messages = listIn(body.get('messages'));
  if (messages.some((message) => isJson(message) && listIn(message['content']).some(isForeign)))
    body.set('messages', messages.map(withoutForeign));
}

function withoutForeign(message: unknown): unknown {
  if (!isJson(message) || !Array.isArray(message['content'])) return message;
  return { ...message, content: message['content'].filter((block: unknown) => !isForeign(block)) };
}

const isForeign = (block: unknown): boolean =>
  isJson(block) && block['type'] === 'thinking' && (block['signature'] === '' || thoughtSignatureIn(block as Json) !== undefined);
