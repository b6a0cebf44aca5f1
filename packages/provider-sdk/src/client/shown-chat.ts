import type { Json } from '../codec.ts';

/**
 * A reply or a chunk of chat that a codec wrote, with the provider's own members in their places. The reason for the
 * end stays OpenAI's; the provider's own word stands beside it under `native_finish_reason`.
 */
export function shownChat(said: Json): Json {
  const { choices, usage, ...rest } = said;
  return {
    ...spread(rest),
    choices: Array.isArray(choices) ? (choices as readonly Json[]).map(shownChoice) : [],
    ...(usage !== undefined && { usage: isJson(usage) ? spread(usage) : usage }),
  };
}

function shownChoice(choice: Json): Json {
  const { message, delta, ...rest } = choice;
  return { ...spread(rest), ...(isJson(message) && { message: spread(message) }), ...(isJson(delta) && { delta: spread(delta) }) };
}

function spread(said: Json): Json {
  const { extras, ...rest } = said;
  return isJson(extras) ? { ...rest, ...extras } : said;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
