import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Arguments } from '../../src/command/arguments.ts';
import type { Run } from '../../src/command/command.ts';
import { COMMANDS } from '../../src/command/commands.ts';
import { recordsIn } from '../logs/records-in.ts';
import { call, CHAT } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

let gateway: InProcess;
let folder: string;
let id: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  writeFileSync(join(folder, 'draft.yaml'), 'provider: mock\noverride_params: { model: mock, seed: 7 }\n');
  gateway = await startInProcess();
  const { headers } = await call(`${gateway.url}/v1/chat/completions`, {
    headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-provider': 'mock' },
    body: { ...CHAT, model: 'mock' },
  });
  id = String(headers['x-portkey-request-id']);
  await eventually(async () => (await recordsIn(gateway.dataDir)).length > 0, 'the request is not on record');
});
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** What a command prints, asked of this gateway. */
async function printed(name: string, ...words: readonly string[]): Promise<string> {
  let text = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  const run: Run = await COMMANDS[name]!.load();
  const { positionals: rest, values } = parseArgs({
    args: [...words, '--url', gateway.url, '--key', ADMIN_KEY],
    options: COMMANDS[name]!.options!,
    allowPositionals: true,
  });
  const status = await run({ rest, options: values as Arguments['options'] });
  expect(status).toBe(0);
  return text;
}

describe('the command replay', () => {
  it('sends a request again and says how both answers differ', async () => {
    const text = await printed('replay', id);

    expect(text).toMatch(/^[\da-f-]{36} answered 200\n/);
    expect(text).toMatch(/^status +200 +200$/m);
    expect(text).toMatch(/^same text +(?:yes|no)$/m);
  });

  it('goes by the config of a file, and tells all as JSON', async () => {
    const text = await printed('replay', id, '--config', join(folder, 'draft.yaml'), '--json');

    const { id: replayed, original_id: original } = JSON.parse(text) as { readonly id: string; readonly original_id: string };
    expect(original).toBe(id);
    await eventually(
      async () => (await recordsIn(gateway.dataDir)).some((record) => record.id === replayed),
      'the replay is not on record',
    );
    const record = (await recordsIn(gateway.dataDir)).find((each) => each.id === replayed)!;
    expect(JSON.parse(record.bodies!.upstreamRequest ?? record.bodies!.request!)).toMatchObject({ seed: 7 });
  });

  it('ends with the words of the gateway where it cannot be done', async () => {
    await expect(printed('replay', '00000000-0000-7000-8000-000000000000')).rejects.toThrow('There is no log');
  });
});

describe('the command dry-run', () => {
  it('says where requests would go, and what that would cost', async () => {
    const text = await printed('dry-run', join(folder, 'draft.yaml'), '--filter', '{"source":"gateway"}', '--limit', '5');

    expect(text).toContain('1 requests looked at: 0 would go to somebody else, 1 would not.');
    expect(text).toContain('mock mock -> mock mock');
    expect(text).toContain('Cost: $0.000000 before, $0.000000 after, +$0.000000');
  });

  it('wants a number for its limit', async () => {
    await expect(printed('dry-run', join(folder, 'draft.yaml'), '--limit', 'many')).rejects.toThrow('is no number');
  });
});
