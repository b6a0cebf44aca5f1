import { createHash } from 'node:crypto';
import type { Json } from './groq-schema.ts';

/** What the fake says: either words, in the pieces in which it streams them, or a call of the first tool. */
export type Answer = { readonly pieces: readonly string[] } | { readonly toolCall: Json };

export const PARIS = 'The capital of France is Paris.';

/** The hash of the address as it arrived, so that a test sees whether one byte of the picture was touched. */
export const sawPicture = (address: string) => `A picture, SHA-256 ${createHash('sha256').update(address).digest('hex')}.`;

export const WEATHER_CALL = { name: 'get_current_weather', arguments: '{"location":"San Francisco, CA"}' };

export function answerTo(body: Json): Answer {
  const picture = pictureIn(body);
  if (picture) return { pieces: inPieces(sawPicture(picture)) };
  // With tools, `auto` is the default.
  if (body['tools'] && (body['tool_choice'] ?? 'auto') === 'auto') {
    return { toolCall: { id: 'tk85n1k4m', type: 'function', function: WEATHER_CALL } };
  }
  return { pieces: inPieces(/capital of France/.test(JSON.stringify(body['messages'])) ? PARIS : 'Hello.') };
}

/** One whole answer. With a tool call there is no `content` at all, not even null (recorded traffic, 2026-02). */
export function completion(answer: Answer, model: unknown): Json {
  const message = 'pieces' in answer ? { content: answer.pieces.join('') } : { tool_calls: [answer.toolCall] };
  return {
    id: 'chatcmpl-5b1f7c9e',
    object: 'chat.completion',
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, message: { role: 'assistant', ...message }, logprobs: null, finish_reason: finishOf(answer) }],
    usage: USAGE,
    usage_breakdown: null,
    system_fingerprint: 'fp_e3a1b2',
    service_tier: 'on_demand',
    x_groq: { id: REQUEST_ID, seed: 1_234 },
  };
}

/** The same answer as Groq streams it: role, pieces, finish with the count of tokens, and that count again if asked for. */
export function* chunks(answer: Answer, body: Json): Generator<Json> {
  const chunk = (delta: Json, finish: string | null = null, more: Json = {}) => ({
    ...chunkHead(body['model']),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...more,
  });

  yield chunk({ role: 'assistant', content: 'pieces' in answer ? '' : null }, null, { x_groq: { id: REQUEST_ID, seed: 1_234 } });
  if ('pieces' in answer) for (const content of answer.pieces) yield chunk({ content });
  else yield chunk({ tool_calls: [{ ...answer.toolCall, index: 0 }] });
  yield chunk({}, finishOf(answer), { x_groq: { id: REQUEST_ID, usage: USAGE }, usage: USAGE });
  if ((body['stream_options'] as Json | undefined)?.['include_usage'] === true) {
    yield { ...chunkHead(body['model']), choices: [], usage: USAGE };
  }
}

export const REQUEST_ID = 'req_01k5examplexxxxxxxxxxxxxxx';

const USAGE = {
  queue_time: 0.01,
  prompt_tokens: 24,
  prompt_time: 0.002,
  completion_tokens: 8,
  completion_time: 0.01,
  total_tokens: 32,
  total_time: 0.012,
};

const chunkHead = (model: unknown) => ({
  id: 'chatcmpl-5b1f7c9e',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model,
  system_fingerprint: 'fp_e3a1b2',
});

const finishOf = (answer: Answer) => ('pieces' in answer ? 'stop' : 'tool_calls');

const inPieces = (text: string) => text.match(/ ?[^ ]+/g) ?? [];

function pictureIn(body: Json): string | undefined {
  const parts = (body['messages'] as Json[]).flatMap(({ content }) => (Array.isArray(content) ? (content as Json[]) : []));
  const image = parts.find(({ type }) => type === 'image_url')?.['image_url'] as Json | undefined;
  return image && String(image['url']);
}
