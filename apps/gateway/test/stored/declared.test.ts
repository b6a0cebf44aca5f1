import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminRoutes } from '../../src/admin/routes.ts';
import type { AdminRoute } from '../../src/admin/route.ts';
import { readConfigFile } from '../../src/config-file/read.ts';
import { declare } from '../../src/stored/declare.ts';
import { mismatch, startAdmin, type AdminStage } from '../admin/support.ts';

const FILE = `
api_keys: [{ name: ci, key: canary-key-0123456789, scopes: [completions.write], expires_at: 2030-01-01T00:00:00Z, defaults: { config: pc-main, metadata: { team: core } } }]
virtual_keys: [{ slug: groq-team, name: The team's, provider: groq, key: canary-credential-0123456789, custom_host: "http://10.0.0.7/openai/v1" }]
configs: [{ slug: pc-main, config: { targets: [{ virtual_key: groq-team }, { provider: groq, api_key: canary-inline-0123456789, apiKey: canary-camel-0123456789 }] } }]
prompts: [{ slug: greet, string: '[{"role":"user","content":"{{x}}"}]', parameters: { model: m }, virtual_key: groq-team }]
aliases: { groq: { gemma: openai/gpt-oss-20b } }
models: { groq: { own: { context: 8192, price: { input: 1, output: 2 } } } }
`;

/** Where each kind is listed, and the name of the one that is declared. */
const KINDS: readonly (readonly [path: string, key: string])[] = [
  ['/api-keys', 'ci'],
  ['/virtual-keys', 'groq-team'],
  ['/providers', 'groq-team'],
  ['/configs', 'pc-main'],
  ['/prompts', 'greet'],
  ['/admin/aliases', encodeURIComponent('groq/gemma')],
  ['/admin/prices', encodeURIComponent('groq/own')],
];

describe('what the config file declares', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-declared-'));
  let stage: AdminStage;
  let routes: readonly AdminRoute[];
  beforeAll(async () => {
    const path = join(folder, 'sluice.config.yaml');
    writeFileSync(path, FILE);
    const declared = declare(await readConfigFile(path, {}), { findProvider: () => undefined, readAt: 0 });
    stage = await startAdmin({
      routes: (means) => (routes = adminRoutes(means)),
      declared,
      adapters: [{ id: 'groq', aliases: [] }],
    });
  });
  afterAll(async () => {
    await stage.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const replyAt = (path: string) => routes.find((route) => route.method === 'GET' && route.path === path)!.reply;

  it.each(KINDS)('is shown at %s as one of the store would be, and says where it comes from', async (path, key) => {
    const one = await stage.ask('GET', `${path}/${key}`);
    const list = await stage.ask('GET', path);

    expect([one.status, list.status]).toEqual([200, 200]);
    expect(JSON.stringify(one.body)).toContain('"origin":"file"');
    expect(JSON.stringify(list.body)).toContain('"origin":"file"');
    expect(mismatch(replyAt(`${path}/:key`), one)).toBeUndefined();
    expect(mismatch(replyAt(path), list)).toBeUndefined();
    expect(JSON.stringify([one.body, list.body])).not.toContain('canary');
  });

  it.each(KINDS)('cannot be changed at %s', async (path, key) => {
    const changed = await stage.ask('PUT', `${path}/${key}`, path === '/admin/aliases' ? { sends: 'x' } : {});
    const removed = await stage.ask('DELETE', `${path}/${key}`);

    expect([changed.status, removed.status]).toEqual([409, 409]);
    expect(removed.body.error).toMatchObject({ code: 'declared_in_file', message: expect.stringContaining('config file') });
  });
});
