import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transform } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../support/call.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** The provider that the guide for contributors writes down. */
const written = /^```ts\n(import \{ defineProvider[^]*?)^```$/m.exec(readFileSync(join(ROOT, '.github/CONTRIBUTING.md'), 'utf8'))![1]!;

let upstream: Upstream;
let gateway: InProcess;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  mkdirSync(join(folder, 'node_modules/@sluice'), { recursive: true });
  symlinkSync(join(ROOT, 'packages/provider-sdk'), join(folder, 'node_modules/@sluice/provider-sdk'));
  const { code } = await transform(written, { loader: 'ts', format: 'esm' });
  writeFileSync(join(folder, 'acme.mjs'), code);
  upstream = await startUpstream();
  gateway = await startInProcess({ SLUICE_PLUGINS: join(folder, 'acme.mjs'), ACME_BASE_URL: upstream.origin });
});

afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

describe('a new provider', () => {
  it('is 25 lines at most, in one file', () => {
    expect(written.trim().split('\n').length).toBeLessThanOrEqual(25);
  });

  it.each([
    ['/v1/chat/completions', { messages: [{ role: 'user', content: 'hi' }], seed: 1 }, /"content":"Paris"/],
    ['/v1/messages', { max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] }, /"type":"text","text":"Paris"/],
    ['/v1/responses', { input: 'hi' }, /"type":"output_text","text":"Paris"/],
  ])('answers at %s', async (path, body, expected) => {
    const reply = await call(gateway.url + path, {
      headers: { 'x-portkey-provider': 'acme', authorization: 'Bearer k' },
      body: { model: 'acme-1', ...body },
    });

    const received = upstream.received.at(-1)!;
    expect([reply.status, reply.headers['x-portkey-provider']]).toEqual([200, 'acme']);
    expect(reply.text).toMatch(expected);
    expect([received.url, received.headers.authorization]).toEqual(['/chat/completions', 'Bearer k']);
    expect(JSON.parse(received.body.toString())).not.toHaveProperty('seed');
  });
});
