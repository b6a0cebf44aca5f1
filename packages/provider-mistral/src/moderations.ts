import type { Json, JsonObject, Mend } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';

/** OpenAI's callers may leave the model out, Mistral's may not. Source: mistralai/client-ts, 2026-08-05. */
export const prepareModerations = (body: JsonObject): void => body.setDefault('model', 'mistral-moderation-latest');

/** Mistral judges each category and leaves it to the reader whether any is too much. */
export const mendModerations: Mend = {
  signs: ['"categories"'],
  reply: (reply) => {
    const results = listIn(reply['results']);
    if (!results.some(lacksVerdict)) return reply;
    return { ...reply, results: results.map((result) => (lacksVerdict(result) ? { flagged: isFlagged(result), ...result } : result)) };
  },
};

const lacksVerdict = (result: unknown): result is Json => isJson(result) && !('flagged' in result) && isJson(result['categories']);

const isFlagged = (result: Json) => Object.values(jsonIn(result['categories']) ?? {}).includes(true);
