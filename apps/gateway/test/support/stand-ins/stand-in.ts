import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Heard } from './heard.ts';
import { isObject, parsed } from './json.ts';
import type { Script } from './turn.ts';
import { WireRefusal, type Asked, type WireFormat } from './wire-format.ts';

/** A provider's addresses, each with the format that is spoken there. */
export type Addresses = readonly { readonly path: RegExp; readonly format: WireFormat }[];

/** A provider on a real socket that reads what it is asked, checks it, and answers by a script. */
export interface StandIn {
  readonly origin: string;
  /** What is to be said next; stays until another is set. */
  script: Script;
  /** What was asked since `forget`, oldest first. */
  readonly heard: Heard[];
  /** The formats that were spoken, in the same order. */
  readonly spoken: WireFormat[];
  /** What it refused of its own accord since then. */
  readonly refused: WireRefusal[];
  /** Resolves when the other side hangs up on a stream that is not over. */
  hungUp: Promise<void>;
  forget(): void;
  close(): Promise<void>;
}

export async function startStandIn(addresses: Addresses): Promise<StandIn> {
  const heard: Heard[] = [];
  const spoken: WireFormat[] = [];
  const refused: WireRefusal[] = [];
  let hangUp = () => {};
  const server = createServer((request, response) => {
    void (async () => {
      response.on('close', () => !response.writableFinished && hangUp());
      const asked = await read(request);
      const format = addresses.find(({ path }) => path.test(asked.url))?.format;
      if (!format) return send(response, 404, {}, `{"error":{"message":"nothing is at ${asked.url}"}}`);
      try {
        const said = format.hear(asked);
        heard.push(said);
        spoken.push(format);
        await perform(format, standIn.script, said, response);
      } catch (error) {
        if (!(error instanceof WireRefusal)) throw error;
        refused.push(error);
        send(response, error.status, {}, JSON.stringify(error.body));
      }
    })().catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const standIn: StandIn = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script: { kind: 'say', turn: { text: 'Hello' } },
    heard,
    spoken,
    refused,
    hungUp: Promise.resolve(),
    forget() {
      heard.length = 0;
      spoken.length = 0;
      refused.length = 0;
      standIn.hungUp = new Promise((resolve) => (hangUp = resolve));
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return standIn;
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const json = parsed(bytes.toString());
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { method: request.method!, url: request.url!, headers, bytes, json: isObject(json) ? json : {} };
}

async function perform(format: WireFormat, script: Script, heard: Heard, response: ServerResponse): Promise<void> {
  if (script.kind === 'refuse') {
    const { status, headers, body } = format.failure(script.failure);
    return send(response, status, headers, body);
  }
  if (!heard.stream) return send(response, 200, {}, JSON.stringify(format.whole(script.turn, heard)));
  const { contentType, opening, closing } = format.stream(script.turn, heard);
  response.writeHead(200, { 'content-type': contentType, 'x-request-id': 'req-of-the-stand-in' });
  await write(response, opening);
  if (script.kind === 'stall') return;
  await write(response, script.kind === 'break' ? [format.breakage(script.message)] : closing);
  response.end();
}

/** Each piece in two, so that none arrives as it was written. */
async function write(response: ServerResponse, buffers: readonly Buffer[]): Promise<void> {
  for (const buffer of buffers) {
    const middle = Math.floor(buffer.length / 2);
    for (const half of [buffer.subarray(0, middle), buffer.subarray(middle)]) {
      if (half.length > 0) response.write(half);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}
