import type { JsonObject } from '@sluice/provider-sdk';
import { isJson, listIn } from '@sluice/provider-sdk/chat';

/** What OpenRouter calls the form of Anthropic's signatures (recorded traffic, 2026). */
const FORMAT = 'anthropic-claude-v1';

/**
 * Sends signed thinking back as OpenRouter gives it out, in `reasoning_details`, where the caller has it as
 * `content_blocks`; details that are there already came from OpenRouter and stay as they are.
 * Source: openrouter.ai/docs, preserving reasoning blocks, as of 2026-11.
 */
export function signedThinking(message: JsonObject): void {
  const blocks = message.text('role') === 'assistant' ? message.get('content_blocks') : undefined;
  if (!Array.isArray(blocks)) return;
  const details = listIn(blocks).flatMap((block, index) => (isJson(block) ? detailOf(block, index) : []));
  if (details.length > 0) message.setDefault('reasoning_details', details);
  message.drop('content_blocks');
}

function detailOf(block: Readonly<Record<string, unknown>>, index: number): readonly object[] {
  switch (block['type']) {
    case 'thinking':
      return [{ type: 'reasoning.text', text: block['thinking'], signature: block['signature'], format: FORMAT, index }];
    case 'redacted_thinking':
      return [{ type: 'reasoning.encrypted', data: block['data'], format: FORMAT, index }];
    default:
      return [];
  }
}
