import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { consolePages } from './console-pages.ts';

const PAGE = '<!doctype html><title>Console</title>';

const SCRIPT = 'console.log("a line that is there more than once");\n'.repeat(100);

let top: string;
let server: Server;
beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  const folder = join(top, 'console');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(top, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'apple-touch-icon.png'), 'icon');
  writeFileSync(join(folder, '.hidden'), 'hidden');
  writeFileSync(join(folder, 'assets/index-BxY3_k9a.js'), 'start();');
  writeFileSync(join(folder, 'assets/logo.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets/pressed-BxY3_k9a.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/pressed-BxY3_k9a.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets/pressed-BxY3_k9a.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'assets/alone.gz'), 'an archive');
  writeFileSync(join(folder, 'index.html.br'), brotliCompressSync(PAGE));
  const app = express().disable('x-powered-by').disable('etag');
  app.use('/console', consolePages(folder)!);
  app.use((_request, response) => void response.status(404).json({ nothing: 'here' }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(top, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
}

/** Sends the path as it stands: a URL object would mend the very paths that a test is about. */
const ask = (path: string, method = 'GET', headers = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asking = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode!, headers: response.headers, text: bytes.toString(), bytes });
      });
    });
    asking.on('error', reject).end();
  });

describe('the console', () => {
  it('is not there where none was built', () => {
    expect(consolePages(join(top, 'nowhere'))).toBeUndefined();
  });

  it.each(['/console/', '/console/?tab=logs', '/console/logs', '/console/keys/sk-1/usage', '/console/index.html'])(
    'is one page at %s, which is never kept',
    async (path) => {
      const { status, headers, text } = await ask(path);

      expect([status, text]).toEqual([200, PAGE]);
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      expect([headers.etag, headers['last-modified']]).toEqual([undefined, undefined]);
    },
  );

  it('gives a page again to whoever has one of the same date and length', async () => {
    const since = { 'if-modified-since': new Date(Date.now() + 1_000_000).toUTCString() };

    expect(await ask('/console/logs', 'GET', since)).toMatchObject({ status: 200, text: PAGE });
  });

  it('has its files looked for below its own address', async () => {
    expect(await ask('/console')).toMatchObject({ status: 308, headers: { location: 'console/' } });
    expect(await ask('/console?tab=logs')).toMatchObject({ status: 308 });
  });

  it('lets a file whose name changes with what is in it be kept for good, and no other', async () => {
    const hashed = await ask('/console/assets/index-BxY3_k9a.js');
    const others = await Promise.all(['/console/apple-touch-icon.png', '/console/assets/logo.svg'].map((path) => ask(path)));

    expect([hashed.status, hashed.text]).toEqual([200, 'start();']);
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers['content-type']).toMatch(/^text\/javascript/);
    expect(others.map(({ status, headers }) => [status, headers['cache-control']])).toEqual([
      [200, 'no-store'],
      [200, 'no-store'],
    ]);
  });

  it.each(['/console/assets/index-00000000.js', '/console/gone.css', '/console/.hidden', '/console/assets/index-BxY3_k9a.js.map'])(
    'has no page in place of a file that is not there: %s',
    async (path) => {
      const { status, text } = await ask(path);

      expect([status, text]).toEqual([404, '{"nothing":"here"}']);
    },
  );

  it.each([
    '/console/../secret.txt',
    '/console/%2e%2e/secret.txt',
    '/console/..%2fsecret.txt',
    '/console/assets/..%2f..%2f..%2fsecret.txt',
    '/console/..%5csecret.txt',
    '/console/%00secret.txt',
    '/console//../secret.txt',
    '/console/%zz',
  ])('does not lead out of its folder: %s', async (path) => {
    const { status, text } = await ask(path);

    expect(text).not.toContain('secret');
    expect([400, 403, 404]).toContain(status);
  });

  it('lets a page load from here only, and nobody frame it', async () => {
    const { headers } = await ask('/console/');

    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('lets no script be written into a page, and no picture, sound or answer come from elsewhere', async () => {
    const { headers } = await ask('/console/logs');
    const policy = new Map(
      headers['content-security-policy']!.toString()
        .split('; ')
        .map((each): [string, string] => [each.split(' ', 1)[0]!, each.slice(each.indexOf(' ') + 1)]),
    );

    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('img-src')).toBe("'self' data: blob:");
    expect(policy.get('connect-src')).toBe("'self'");
    expect([...policy.values()].join(' ')).not.toMatch(/https?:|\*|unsafe-eval/);
    expect([...policy].filter(([, sources]) => sources.includes('unsafe')).map(([name]) => name)).toEqual(['style-src']);
    expect(headers['permissions-policy']).toMatch(/camera=\(\).*microphone=\(\)/);
  });

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['br', 'br;q=0.1, gzip', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ] as const)('sends a file as the build has pressed it: %s to who takes %s', async (encoding, takes, unpressed) => {
    const { status, headers, bytes } = await ask('/console/assets/pressed-BxY3_k9a.js', 'GET', { 'accept-encoding': takes });

    expect([status, headers['content-encoding'], unpressed(bytes).toString()]).toEqual([200, encoding, SCRIPT]);
    expect(headers).toMatchObject({
      vary: 'accept-encoding',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(bytes.length),
    });
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(headers['content-security-policy']).toBeDefined();
  });

  it.each(['identity', 'deflate', 'br;q=0, gzip;q=0'])('sends it as it is to who takes %s', async (takes) => {
    const { headers, text } = await ask('/console/assets/pressed-BxY3_k9a.js', 'GET', { 'accept-encoding': takes });

    expect([headers['content-encoding'], headers.vary, text]).toEqual([undefined, 'accept-encoding', SCRIPT]);
  });

  it('sends its page pressed at each of its routes, and never to be kept', async () => {
    const pages = await Promise.all(
      ['/console/', '/console/logs', '/console/index.html'].map((path) => ask(path, 'GET', { 'accept-encoding': 'br' })),
    );

    for (const { headers, bytes } of pages) {
      expect(brotliDecompressSync(bytes).toString()).toBe(PAGE);
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-encoding': 'br' });
    }
  });

  it('has no file by the name of a pressed one, but for one that is pressed by itself', async () => {
    const pressed = await ask('/console/assets/pressed-BxY3_k9a.js.br');
    const alone = await ask('/console/assets/alone.gz');

    expect([pressed.status, alone.status, alone.text]).toEqual([404, 200, 'an archive']);
  });

  it('answers HEAD like GET, and takes nothing else', async () => {
    const head = await ask('/console/logs', 'HEAD');
    const post = await ask('/console/logs', 'POST');

    expect(head).toMatchObject({ status: 200, text: '', headers: { 'content-length': String(PAGE.length) } });
    expect(post.status).toBe(404);
  });
});
