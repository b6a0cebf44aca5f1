import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { call, type Reply } from '../support/call.ts';
import { startGateway, type Gateway } from '../support/gateway.ts';
import { createParley, PASS } from './parley/server.mjs';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PATIENCE_MS = 60_000;

const service = createParley();
const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
let base: string;
let gateway: Gateway;

/** Runs a program of node's in the plugin's folder. */
async function node(...args: readonly string[]): Promise<{ readonly status: number | null; readonly output: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH, HOME, PARLEY_API_KEY: PASS, PARLEY_BASE_URL: base } });
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return { status, output };
}

const ask = (path: string, body: object): Promise<Reply> =>
  call(`${gateway.url}${path}`, { headers: { 'x-portkey-provider': 'parley', authorization: `Bearer ${PASS}` }, body });

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  cpSync(fileURLToPath(new URL('parley/plugin', import.meta.url)), folder, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  expect(await node(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.')).toEqual({ status: 0, output: '' });
  gateway = await startGateway({ environment: { SLUICE_PLUGINS: folder, PARLEY_BASE_URL: base } });
}, PATIENCE_MS);

afterAll(async () => {
  await gateway.stop();
  service.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What somebody wrote who had read nothing but docs/plugins.md, for a service of which nobody had heard. */
describe('a plugin by somebody who knows the page alone', () => {
  const kit = join(ROOT, 'packages/provider-testkit/bin/provider-testkit.js');

  it.each([
    ['by its recorded replies, and as its manifest says', ['--check']],
    ['asking the service itself', ['--live']],
  ])('passes the test kit, %s', async (_how, args) => {
    const { status, output } = await node(kit, '.', ...args);

    expect(output).toMatch(/\b0 failed\b/);
    expect([status, /FAILED|untested/.test(output.replace(/\b0 untested\b/, ''))]).toEqual([0, false]);
  });

  it('answers whole and streamed, at the doors of chat and of Messages', async () => {
    const messages = [{ role: 'user', content: 'good evening' }];

    const [chat, stream, message] = await Promise.all([
      ask('/v1/chat/completions', { model: 'orator-2', messages }),
      ask('/v1/chat/completions', { model: 'orator-2', messages, stream: true }),
      ask('/v1/messages', { model: 'orator-2', max_tokens: 50, messages }),
    ]);

    expect([chat.status, chat.json.choices[0].message.content]).toEqual([200, 'You said: good evening']);
    expect(stream.text).toMatch(/"role":"assistant"[^]*"finish_reason":"stop"[^]*data: \[DONE\]\n\n$/);
    expect([message.status, message.json.content]).toEqual([200, [{ type: 'text', text: 'You said: good evening' }]]);
  });

  it('calls tools, and reads what the service refuses', async () => {
    const tools = [
      { type: 'function', function: { name: 'look_up', parameters: { type: 'object', properties: { city: { type: 'string' } } } } },
    ];
    const messages = [{ role: 'user', content: 'look it up' }];

    const called = await ask('/v1/chat/completions', { model: 'orator-2', messages, tools });
    const refused = await ask('/v1/chat/completions', { model: 'orator-9', messages });

    expect(called.json.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { tool_calls: [{ type: 'function', function: { name: 'look_up', arguments: '{"city":"Paris"}' } }] },
    });
    expect([refused.status, refused.json.error]).toEqual([
      400,
      expect.objectContaining({ code: 'unknown-engine', type: 'not_found_error', message: expect.stringContaining('orator-9') }),
    ]);
  });
});
