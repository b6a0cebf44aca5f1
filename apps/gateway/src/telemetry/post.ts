import { retryAfterMs } from '@sluice/provider-sdk';
import { Agent as PlainAgent, request as requestPlain, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';

/** What came back of something that was told to somebody. */
export interface Posted {
  readonly status: number;
  /** How long we are asked to wait before we try again, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** As far as it is worth reading. */
  readonly body: Buffer;
}

export interface Letter {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Tells something to one address. */
export interface Poster {
  /** @throws Error where no answer came, or not in time. */
  post(letter: Letter): Promise<Posted>;
  close(): void;
}

export interface PosterMeans {
  readonly url: string;
  readonly timeoutMs: number;
  /** Certificates and keys, as texts in PEM. */
  readonly tls?: { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer };
}

/** More than anybody answers who was only told something. */
const MOST_REPLY_BYTES = 64 * 1024;

/** To an address that the operator chose: it may be private. It may not send us elsewhere, where nobody chose to send anything. */
export function createPoster({ url, timeoutMs, tls = {} }: PosterMeans): Poster {
  const address = new URL(url);
  const secure = address.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: 2 };
  const agent = secure ? new SecureAgent({ ...options, ...tls }) : new PlainAgent(options);
  const request = secure ? requestSecure : requestPlain;
  return {
    close: () => agent.destroy(),
    post: ({ headers, body }) =>
      new Promise((resolve, reject) => {
        const signal = AbortSignal.timeout(timeoutMs);
        const length = { 'content-length': String(body.byteLength) };
        const sent = request(address, { method: 'POST', agent, signal, headers: { ...length, ...headers } }, (reply) => {
          readSome(reply).then(
            (read) => resolve({ status: reply.statusCode!, retryAfterMs: retryAfterMs(single(reply)), body: read }),
            reject,
          );
        });
        sent.on('error', (error) => reject(signal.aborted ? new Error(`no answer in ${timeoutMs} ms`) : error));
        sent.end(body);
      }),
  };
}

async function readSome(reply: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MOST_REPLY_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const single = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
