import { afterEach } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const open = new Set<Server>();

afterEach(async () => {
  for (const server of open) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
  open.clear();
});

/** A server of this test's on a free port, closed behind it, and what it was asked. */
export async function serving(
  reply: (response: ServerResponse, arrived: Arrived) => void | Promise<void>,
): Promise<{ readonly url: string; readonly asked: readonly Arrived[] }> {
  const asked: Arrived[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const arrived = { method: request.method!, url: request.url!, headers: request.headers, body: Buffer.concat(pieces).toString() };
      asked.push(arrived);
      void reply(response, arrived);
    });
  });
  open.add(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Answers with JSON. */
export const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };

/** Answers with these bytes, so many at a time. */
export const inPieces =
  (type: string, bytes: Buffer, size: number) =>
  async (response: ServerResponse): Promise<void> => {
    response.writeHead(200, { 'content-type': type });
    for (let at = 0; at < bytes.length; at += size) await new Promise((written) => response.write(bytes.subarray(at, at + size), written));
    response.end();
  };

export const events = (...data: readonly unknown[]): string =>
  data.map((each) => `data: ${typeof each === 'string' ? each : JSON.stringify(each)}\n\n`).join('');

export const chunk = (content: string, finish: string | null = null, index = 0) => ({
  id: 'c',
  model: 'm',
  created: 1,
  choices: [{ index, delta: { content }, finish_reason: finish }],
});

/** A `fetch` that answers each request in turn with these bodies, and what it was asked. */
export function fetching(...replies: readonly (() => Response | Promise<Response>)[]): {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: readonly Request[];
} {
  const asked: Request[] = [];
  const fetch = async (...[input, init]: Parameters<typeof globalThis.fetch>): Promise<Response> => {
    asked.push(new Request(input, init));
    return replies[Math.min(asked.length, replies.length) - 1]!();
  };
  return { fetch, asked };
}

export async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const event of events) found.push(event);
  return found;
}
