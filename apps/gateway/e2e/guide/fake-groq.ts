import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { answerTo, chunks, completion, REQUEST_ID } from './groq-answers.ts';
import { refusalOf, type Json } from './groq-schema.ts';
import { listen } from './listen.ts';

/** One request as it reached the fake, and the body that it answered with. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly reply: string;
}

export interface FakeGroq {
  /** What `GROQ_BASE_URL` is to say. */
  readonly baseURL: string;
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

export interface FakeGroqSettings {
  /** The keys that it knows; any other is refused. */
  readonly keys: readonly string[];
  /** Models that it no longer serves; by default it serves whatever is named, the guide's retired ones too. */
  readonly retired?: readonly string[];
}

/** Groq as its documents describe it, strict about what it does not know, on a port of this machine. */
export async function startFakeGroq(settings: FakeGroqSettings): Promise<FakeGroq> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    answer(request, response, settings).then(
      (seen) => asked.push(seen),
      // A body that is no JSON ends here; the client sees the connection break, and the test the count.
      (error: Error) => response.destroy(error),
    );
  });
  const { address, close } = await listen(server);
  return { baseURL: `${address}/openai/v1`, asked, close };
}

async function answer(request: IncomingMessage, response: ServerResponse, settings: FakeGroqSettings): Promise<Asked> {
  const body = await readBody(request);
  const { method = '', url = '', headers } = request;
  let reply = '';
  for await (const part of replyTo({ method, url, headers, body }, settings)) {
    if (part.head) response.writeHead(part.head.status, { 'content-type': part.head.type, 'x-request-id': REQUEST_ID, ...RATE_LIMITS });
    response.write(part.body);
    reply += part.body;
  }
  // Recorded before the end is sent, so that whoever has the whole answer finds it here.
  setTimeout(() => response.end(), 0);
  return { method, path: url, headers, body, reply };
}

interface Part {
  readonly head?: { readonly status: number; readonly type: string };
  readonly body: string;
}

type Received = Pick<Asked, 'method' | 'headers' | 'body'> & { readonly url: string };

async function* replyTo({ method, url, headers, body }: Received, { keys, retired = [] }: FakeGroqSettings): AsyncGenerator<Part> {
  // Cloudflare stands before Groq, and turns away whoever has no user agent.
  if (!headers['user-agent']) return yield { head: { status: 403, type: 'text/plain' }, body: 'error code: 1010' };
  if (!keys.some((key) => headers.authorization === `Bearer ${key}`)) return yield refused(401, 'Invalid API Key', 'invalid_api_key');

  if (method === 'POST' && url === '/openai/v1/audio/speech') return yield speech(JSON.parse(body.toString()) as Json);
  if (method === 'POST' && /^\/openai\/v1\/audio\/(transcriptions|translations)$/.test(url)) return yield heard(headers, body);
  if (method !== 'POST' || url !== '/openai/v1/chat/completions')
    return yield refused(404, `Unknown request URL: ${method} ${url}`, 'unknown_url');

  const call = JSON.parse(body.toString()) as Json;
  const refusal = refusalOf(call);
  if (refusal) return yield refused(400, refusal);
  const model = String(call['model']);
  if (retired.includes(model)) {
    return yield refused(400, `The model \`${model}\` has been decommissioned and is no longer supported.`, 'model_decommissioned');
  }
  if (call['stream'] !== true) return yield json(200, completion(answerTo(call), model));
  yield { head: { status: 200, type: 'text/event-stream' }, body: '' };
  for (const chunk of chunks(answerTo(call), call)) {
    // Each event leaves alone, as from a model that is still thinking.
    await nextTurn();
    yield { body: `data: ${JSON.stringify(chunk)}\n\n` };
  }
  yield { body: 'data: [DONE]\n\n' };
}

/** A sentence spoken as the smallest sound that a player takes: the head of a WAV file and the words themselves. */
function speech({ model, input, voice, response_format: format }: Json): Part {
  if (typeof model !== 'string' || typeof input !== 'string' || typeof voice !== 'string')
    return refused(400, 'model, input and voice are required');
  if (format !== 'wav') return refused(400, 'response_format must be one of [wav]');
  return { head: { status: 200, type: 'audio/wav' }, body: `RIFF....WAVE${input}` };
}

/** Says what it was given to hear, so that a test sees that the file came whole. */
function heard(headers: Received['headers'], body: Buffer): Part {
  const form = body.toString('latin1');
  if (!headers['content-type']?.startsWith('multipart/form-data; boundary='))
    return refused(400, 'request Content-Type is not multipart/form-data');
  if (!/name="model"\r\n\r\nwhisper-large-v3/.test(form)) return refused(400, 'model is required');
  const words = /RIFF\.\.\.\.WAVE([^\r]*)/.exec(form)?.[1];
  if (!words) return refused(400, 'file is empty');
  return json(200, { text: words, x_groq: { id: REQUEST_ID } });
}

const refused = (status: number, message: string, code?: string) =>
  json(status, { error: { message, type: 'invalid_request_error', code } });

const json = (status: number, value: Json): Part => ({ head: { status, type: 'application/json' }, body: JSON.stringify(value) });

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const RATE_LIMITS = {
  'x-ratelimit-limit-requests': '14400',
  'x-ratelimit-remaining-requests': '14399',
  'x-ratelimit-reset-requests': '6s',
};
