import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';

const MB = 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 'sluice ');

/** A provider that keeps nothing: it hashes what comes and sends as much as it is asked for. */
let server: Server;
let seen: { hash: string; bytes: number; complete: boolean } | undefined;
let gateway: Gateway;
const groq = { 'x-portkey-provider': 'groq', authorization: 'k' };

beforeAll(async () => {
  server = createServer((request, response) => {
    const hash = createHash('sha256');
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      bytes += chunk.length;
    });
    request.on('close', () => {
      seen = { hash: hash.digest('hex'), bytes, complete: request.complete };
    });
    request.on('error', () => {});
    request.on('end', () => {
      const wanted = Number(new URL(request.url!, 'http://x').searchParams.get('reply') ?? 0);
      response.writeHead(200, {
        'content-type': wanted > 0 ? 'application/octet-stream' : 'application/json',
        ...(wanted > 0 && { 'content-length': wanted }),
      });
      if (wanted === 0) return void response.end('{"id":"file-1"}');
      let left = wanted;
      const more = () => {
        while (left > 0) {
          const piece = left >= PIECE.length ? PIECE : PIECE.subarray(0, left);
          left -= piece.length;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  gateway = await startGateway({
    environment: { GROQ_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openai/v1`, SLUICE_IDLE_TIMEOUT_MS: '2000' },
  });
  await call(`${gateway.url}/v1/chat/completions`, { headers: groq, body: CHAT });
}, 30_000);
afterAll(async () => {
  await gateway.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 30_000);

/** Asked through a function: TypeScript cannot see that the server writes it. */
const arrivedWhole = () => seen?.complete ?? false;

const memory = (field: 'VmRSS' | 'VmHWM') =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8'))![1]) * 1024;

/** The highest that memory rose above where it stood, while something went on. */
async function added(work: () => Promise<void>): Promise<number> {
  writeFileSync(`/proc/${gateway.pid}/clear_refs`, '5');
  const before = memory('VmRSS');
  await work();
  return memory('VmHWM') - before;
}

/** Sends so many bytes, each piece when the last has been taken, with a head and a tail. */
function upload(
  path: string,
  type: string,
  size: number,
  { head = '', tail = '', chunked = false } = {},
): Promise<{ status: number; text: string; hash: string }> {
  const hash = createHash('sha256');
  const length = head.length + size + tail.length;
  return new Promise((resolve, reject) => {
    const request = httpRequest(gateway.url + path, {
      method: 'POST',
      headers: { ...groq, 'content-type': type, ...(!chunked && { 'content-length': length }) },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, text, hash: hash.digest('hex') }));
    });
    const pieces = (function* () {
      if (head) yield Buffer.from(head);
      for (let left = size; left > 0; left -= PIECE.length) yield left >= PIECE.length ? PIECE : PIECE.subarray(0, left);
      if (tail) yield Buffer.from(tail);
    })();
    const more = () => {
      for (;;) {
        const { value, done } = pieces.next();
        if (done) return void request.end();
        hash.update(value);
        if (!request.write(value)) return void request.once('drain', more);
      }
    };
    more();
  });
}

const HEAD =
  '--XX\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--XX\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n';
const TAIL = '\r\n--XX--\r\n';

describe('a large body', () => {
  it.each([
    ['at a pass-through address', '/v1/files', 'multipart/form-data; boundary=XX', false],
    ['at a pass-through address, its length unsaid', '/v1/files', 'application/octet-stream', true],
    ['of a form that Sluice knows', '/v1/audio/transcriptions', 'multipart/form-data; boundary=XX', false],
  ])(
    'of 90 MB goes up %s unchanged and adds less than 64 MB of memory',
    async (_where, path, type, chunked) => {
      let sent: Awaited<ReturnType<typeof upload>> | undefined;

      const grown = await added(async () => {
        sent = await upload(path, type, 90 * MB, { head: HEAD, tail: TAIL, chunked });
      });

      expect([sent!.status, sent!.text]).toEqual([200, '{"id":"file-1"}']);
      expect(seen).toMatchObject({ hash: sent!.hash, complete: true });
      expect(grown).toBeLessThan(64 * MB);
    },
    60_000,
  );

  it('of 1 GB comes down unchanged and adds less than 64 MB of memory', async () => {
    const size = 1024 * MB;
    let received = 0;

    const grown = await added(
      () =>
        new Promise((resolve, reject) => {
          const request = httpRequest(`${gateway.url}/v1/files/f/content?reply=${size}`, { headers: groq }, (response) => {
            expect(response.headers['content-length']).toBe(String(size));
            response.on('data', (chunk: Buffer) => (received += chunk.length));
            response.on('end', resolve);
            response.on('error', reject);
          });
          request.on('error', reject);
          request.end();
        }),
    );

    expect(received).toBe(size);
    expect(grown).toBeLessThan(64 * MB);
  }, 120_000);

  it('of a vision call of 20 MB goes up unchanged', async () => {
    const image = `data:image/jpeg;base64,${'QUJD'.repeat(5 * MB)}`;
    const body = JSON.stringify({
      model: 'm',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What?' },
            { type: 'image_url', image_url: { url: image } },
          ],
        },
      ],
    });

    const reply = await call(`${gateway.url}/v1/chat/completions`, { headers: groq, body });

    expect(reply.status).toBe(200);
    expect(seen!.hash).toBe(createHash('sha256').update(body).digest('hex'));
  }, 30_000);
});

describe('a body over the limit', () => {
  it('is refused by its length before it is read, and where it proves too long on the way', async () => {
    const said = await upload('/v1/files', 'application/octet-stream', 101 * MB);
    const unsaid = await upload('/v1/files', 'application/octet-stream', 101 * MB, { chunked: true });
    const json = await upload('/v1/chat/completions', 'application/json', 101 * MB, { chunked: true });

    for (const { status, text } of [said, unsaid, json]) {
      expect(status).toBe(413);
      expect(JSON.parse(text).message).toMatch(/larger than 104857600 bytes \(SLUICE_MAX_BODY\)/);
    }
  }, 60_000);
});

describe('a form that is broken', () => {
  const form = (body: string, boundary = 'XX') =>
    call(`${gateway.url}/v1/audio/transcriptions`, {
      headers: { ...groq, 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.from(body),
    });

  it.each([
    [
      'without a boundary',
      () =>
        call(`${gateway.url}/v1/audio/transcriptions`, {
          headers: { ...groq, 'content-type': 'multipart/form-data' },
          body: Buffer.from('x'),
        }),
    ],
    ['with an impossible boundary', () => form('x', 'a'.repeat(71))],
    ['that begins as something else', () => form('hello')],
    ['that does not close', () => form('--XX\r\nContent-Disposition: form-data; name="model"\r\n\r\nx')],
    [
      'where JSON is wanted',
      () =>
        call(`${gateway.url}/v1/chat/completions`, {
          headers: { ...groq, 'content-type': 'multipart/form-data; boundary=XX' },
          body: Buffer.from(HEAD + TAIL),
        }),
    ],
    [
      'of many megabytes that does not close',
      () => upload('/v1/audio/transcriptions', 'multipart/form-data; boundary=XX', 10 * MB, { head: HEAD }),
    ],
  ])(
    '%s is refused, and never arrives as a whole request',
    async (_what, send) => {
      seen = undefined;

      const reply = await send();

      expect(reply.status).toBe(400);
      expect(JSON.parse(reply.text).error.code).toMatch(/invalid_multipart|invalid_content_type/);
      expect(arrivedWhole()).toBe(false);
    },
    20_000,
  );

  it('is refused in time however its boundary and parts are made', async () => {
    const started = performance.now();

    await form(`--${'-'.repeat(60)}\r\n`.repeat(50_000), '-'.repeat(60));
    await form('\r\n--X'.repeat(500_000));

    expect(performance.now() - started).toBeLessThan(3000);
  }, 20_000);

  it('is timed when it stands still', async () => {
    const reply = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        `${gateway.url}/v1/files`,
        { method: 'POST', headers: { ...groq, 'content-type': 'application/octet-stream', 'content-length': 1000 } },
        (response) => {
          response.resume();
          resolve(response.statusCode!);
        },
      );
      request.on('error', reject);
      request.write('x');
    });

    expect(reply).toBe(408);
  }, 10_000);
});
