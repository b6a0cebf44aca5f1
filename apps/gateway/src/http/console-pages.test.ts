import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consolePages } from './console-pages.ts';

const PAGE = '<!doctype html><title>Console</title>';

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
}

/** Sends the path as it stands: a URL object would mend the very paths that a test is about. */
const ask = (path: string, method = 'GET', headers = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asking = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
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
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('answers HEAD like GET, and takes nothing else', async () => {
    const head = await ask('/console/logs', 'HEAD');
    const post = await ask('/console/logs', 'POST');

    expect(head).toMatchObject({ status: 200, text: '', headers: { 'content-length': String(PAGE.length) } });
    expect(post.status).toBe(404);
  });
});
