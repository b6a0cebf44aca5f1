import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { uploadStream } from './upload-stream.ts';

const LIMITS = { headerBytes: 1024, bodyBytes: 1024 * 1024, jsonDepth: 10, idleMs: 20 };

let server: Server | undefined;
afterEach(() => void server?.close());

/** The body of a request that is answered before anybody has read it. */
async function unread(): Promise<Readable> {
  let upload: Readable | undefined;
  server = createServer((request, response) => {
    upload = uploadStream(request, LIMITS);
    response.writeHead(400).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method: 'POST', body: 'x'.repeat(200_000) })).text();
  return upload!;
}

describe('a body on its way through', () => {
  it('is given up in time where its request was refused, and nothing else comes of it', async () => {
    const upload = await unread();

    await new Promise((resolve) => (upload.closed ? resolve(undefined) : upload.once('close', resolve)));

    expect(upload.destroyed).toBe(true);
  });
});
