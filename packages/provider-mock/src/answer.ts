import { setTimeout as wait } from 'node:timers/promises';
import { JsonDocument, type JsonObject, type LocalAnswer, type WireRequest } from '@sluice/provider-sdk';
import { answerChat, chatEvents, chatReply, completionEvents, completionReply } from './chat.ts';
import { readDirections, type Directions } from './directions.ts';
import { embeddingsReply } from './embeddings.ts';
import { sendEvents } from './events.ts';
import { models } from './models.ts';

const json = (status: number, value: unknown): LocalAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

const refusal = (status: number, error: Readonly<Record<string, unknown>>) =>
  json(status, { error: { message: 'the mock was told to fail', type: 'mock_error', param: null, code: null, ...error } });

/** Plays the provider's part for one request. */
export async function answer(request: WireRequest, signal: AbortSignal): Promise<LocalAnswer> {
  const { pathname } = new URL(request.url);
  if (request.method === 'GET' && pathname.startsWith('/models')) return answerModels(pathname);
  const body = JsonDocument.parse(Buffer.from(request.body ?? '{}')).root;
  const directions = readDirections(body);
  if (directions.delayMs > 0) await wait(directions.delayMs, undefined, { signal });
  if (directions.status >= 400) return refusal(directions.status, directions.error ?? {});
  const streamed = body.get('stream') === true;
  if (directions.error && !streamed) return refusal(directions.status, directions.error);
  const answered = answerTo(pathname, body, directions, streamed);
  if (!answered) return refusal(404, { message: `the mock has nothing at ${pathname}` });
  if (!('events' in answered)) return json(directions.status, answered.reply);
  return {
    status: directions.status,
    headers: { 'content-type': 'text/event-stream' },
    body: sendEvents(answered.events, directions, signal),
  };
}

function answerTo(
  pathname: string,
  body: JsonObject,
  directions: Directions,
  streamed: boolean,
): { readonly reply: unknown } | { readonly events: readonly unknown[] } | undefined {
  const withUsage = body.object('stream_options')?.get('include_usage') === true;
  switch (pathname) {
    case '/chat/completions': {
      const answered = answerChat(body, directions);
      return streamed ? { events: chatEvents(answered, directions.chunks, withUsage) } : { reply: chatReply(answered) };
    }
    case '/completions': {
      const answered = answerChat(body, { ...directions, toolCalls: [] });
      return streamed ? { events: completionEvents(answered, directions.chunks, withUsage) } : { reply: completionReply(answered) };
    }
    case '/embeddings':
      return { reply: embeddingsReply(body) };
    default:
      return undefined;
  }
}

function answerModels(pathname: string): LocalAnswer {
  const data = models.map(({ id }) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'sluice' }));
  if (pathname === '/models') return json(200, { object: 'list', data });
  const wanted = data.find(({ id }) => pathname === `/models/${id}`);
  return wanted ? json(200, wanted) : refusal(404, { message: `the mock has no model at ${pathname}`, code: 'model_not_found' });
}
