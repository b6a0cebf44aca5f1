import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** One request as the provider got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Resolves when the other side has hung up before the answer was finished. */
  readonly hungUp: Promise<void>;
}

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type Answer = (response: ServerResponse, received: Received) => void | Promise<void>;

/** A provider that does as it is told, over a real socket. */
export interface Upstream {
  readonly origin: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** What it answers from now on. */
  answer: Answer;
  close(): Promise<void>;
}

export const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };

export const COMPLETION = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Paris' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};

/** @param onUpgrade Takes requests for a WebSocket; without it they are answered like all others. */
export async function startUpstream(answer: Answer = json(COMPLETION), onUpgrade?: UpgradeListener): Promise<Upstream> {
  const received: Received[] = [];
  const upstream = { answer };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      const hungUp = new Promise<void>((resolve) => response.on('close', () => !response.writableFinished && resolve()));
      const each = { method: request.method!, url: request.url!, headers: request.headers, body: Buffer.concat(chunks), hungUp };
      received.push(each);
      void upstream.answer(response, each);
    });
  });
  if (onUpgrade) server.on('upgrade', onUpgrade);
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    get answer() {
      return upstream.answer;
    },
    set answer(next) {
      upstream.answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
