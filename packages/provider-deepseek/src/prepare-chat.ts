import type { JsonObject } from '@sluice/provider-sdk';
import { asMaxTokens, changeMessages, developerAsSystem, oneAnswerOnly, schemaAsInstruction } from '@sluice/provider-sdk/openai';
import { prepareThinking, replayThinking } from './thinking.ts';

/** DeepSeek passes over members that it does not know; only what it misunderstands or refuses is changed. */
export function prepareChat(body: JsonObject): void {
  oneAnswerOnly(body);
  asMaxTokens(body);
  prepareThinking(body);
  changeMessages(body, developerAsSystem, replayThinking(body));
  // The prompt has to say that JSON is wanted, and what JSON (api-docs.deepseek.com, JSON output, as of 2026-11).
  schemaAsInstruction(body);
}
