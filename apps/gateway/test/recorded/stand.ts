import { createHash } from 'node:crypto';
import { call, type Reply } from '../support/call.ts';
import type { InProcess } from '../support/in-process.ts';
import { bytesOf } from '../support/recorded.ts';
import type { Received, Upstream } from '../support/upstream.ts';
import { parsed } from './json.ts';
import type { Recording } from './recording.ts';
import type { Site } from './site.ts';

/** What came of one question: the answer, and what the provider was asked, if it was. */
export interface Exchange {
  readonly reply: Reply;
  readonly received: Received | undefined;
}

export interface Question {
  readonly method?: string;
  /** Below `/v1`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | object | undefined;
}

/** Said of a question that did not reach the provider. */
export const notAsked = ({ reply }: Exchange) => [`refused: ${reply.status} ${reply.text.slice(0, 300)}`];

/** A gateway with one provider behind it, who gives the recorded answer to whatever it is asked. */
export class Stand {
  readonly #gateway: InProcess;
  readonly #upstream: Upstream;

  constructor(gateway: InProcess, upstream: Upstream) {
    this.#gateway = gateway;
    this.#upstream = upstream;
  }

  async ask(recording: Recording, site: Site, { method = 'POST', path, headers = {}, body }: Question): Promise<Exchange> {
    this.#answerWith(recording);
    const before = this.#upstream.received.length;
    const reply = await call(`${this.#gateway.url}/v1${path}`, {
      method,
      headers: {
        ...(body && !Buffer.isBuffer(body) && { 'content-type': 'application/json' }),
        'x-portkey-provider': site.slug,
        'x-portkey-custom-host': `${this.#upstream.origin}${site.base}`,
        authorization: 'Bearer k-of-the-caller',
        ...site.headers,
        ...headers,
      },
      ...(body && { body }),
    });
    return { reply, received: this.#upstream.received[before] };
  }

  #answerWith({ id, response }: Recording): void {
    const { status, headers, body_format: format } = response;
    const answer = answerOf(response);
    const { 'content-length': _, 'transfer-encoding': __, 'content-encoding': ___, connection: ____, ...kept } = lowered(headers);
    const type = isTranscribed(response) ? 'text/event-stream' : (kept['content-type'] ?? TYPES[format] ?? 'application/octet-stream');
    const cuts = cutsFor(id, answer.length);
    this.#upstream.answer = async (to) => {
      to.writeHead(status, { ...kept, 'content-type': type });
      let at = 0;
      for (const cut of cuts) {
        to.write(answer.subarray(at, cut));
        at = cut;
        await new Promise((resolve) => setImmediate(resolve));
      }
      to.end(answer.subarray(at));
    };
  }
}

const lowered = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])) as Record<string, string>;

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  sse: 'text/event-stream',
  ndjson: 'application/x-ndjson',
  'json-array-stream': 'application/json',
  'aws-eventstream': 'application/vnd.amazon.eventstream',
  text: 'text/plain',
};

/** An array of JSON is what comes without `alt=sse`; who asks with it is told the same as events. */
const isTranscribed = ({ body_format: format, status }: Recording['response']) => format === 'json-array-stream' && status < 300;

function answerOf(response: Recording['response']): Buffer {
  const bytes = bytesOf(response.body, response.body_encoding);
  if (!isTranscribed(response)) return bytes;
  return Buffer.from((parsed(bytes.toString()) as object[]).map((each) => `data: ${JSON.stringify(each)}\r\n\r\n`).join(''));
}

/** Where a body is cut: at random, and the same each time. */
function cutsFor(id: string, length: number): readonly number[] {
  let seed = createHash('sha256').update(id).digest().readUInt32BE(0);
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const count = Math.min(24, Math.floor(length / 2));
  return Array.from({ length: count }, () => Math.floor(random() * length)).toSorted((left, right) => left - right);
}
