import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, startGateway, type Gateway } from '../support/gateway.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';
import { admin, chat, done, reaching, timeUntil } from './support.ts';

/** A second, and what a busy machine needs to ask. */
const SOON_MS = 1_500;

function oneStoreOfTwo(environment: () => Promise<Record<string, string>>): void {
  let upstream: Upstream;
  let first: Gateway;
  let second: Gateway;
  beforeAll(async () => {
    upstream = await startUpstream(json(COMPLETION));
    const given = { ...reaching(upstream), ...(await environment()) };
    first = await startGateway({ environment: given });
    second = await startGateway({ environment: given });
  }, 60_000);
  afterAll(async () => {
    await first.stop();
    await second.stop();
    await upstream.close();
  });

  const lastCredential = () => upstream.received.at(-1)?.headers.authorization;

  it('counts in the process that wrote at once, and in the other within a second', async () => {
    const { key } = await done(admin(first.url, 'POST', '/api-keys/organisation/service', { name: 'app', scopes: ['completions.write'] }));
    const { slug } = await done(admin(first.url, 'POST', '/virtual-keys', { name: 'Groq', provider: 'groq', key: 'gsk-first-0123456789' }));
    const named = { 'x-portkey-virtual-key': slug as string };

    const here = await chat(first.url, key, named);
    const madeMs = await timeUntil(async () => (await chat(second.url, key, named)).status === 200, 'never made there');
    await done(admin(first.url, 'PUT', `/virtual-keys/${slug}`, { key: 'gsk-second-0123456789' }));
    const changedMs = await timeUntil(async () => {
      await chat(second.url, key, named);
      return lastCredential() === 'Bearer gsk-second-0123456789';
    }, 'never changed there');
    await done(admin(second.url, 'DELETE', `/virtual-keys/${slug}`));
    const gone = await chat(second.url, key, named);
    const removedMs = await timeUntil(async () => (await chat(first.url, key, named)).status === 400, 'never removed there');

    expect([here.status, gone.status]).toEqual([200, 400]);
    for (const ms of [madeMs, changedMs, removedMs]) expect(ms).toBeLessThan(SOON_MS);
  });

  it('takes a key away from all of them', async () => {
    const { id, key } = await done(
      admin(second.url, 'POST', '/api-keys/organisation/service', { name: 'short', scopes: ['completions.write'] }),
    );
    const { slug } = await done(admin(second.url, 'POST', '/virtual-keys', { name: 'mock', provider: 'mock' }));
    const statusAt = async ({ url }: Gateway) => (await chat(url, key, { 'x-portkey-virtual-key': slug })).status;
    await eventually(async () => (await statusAt(first)) === 200, 'never known');

    await done(admin(second.url, 'DELETE', `/api-keys/${id}`));
    const here = await statusAt(second);
    const ms = await timeUntil(async () => (await statusAt(first)) === 401, 'never gone');

    expect(here).toBe(401);
    expect(ms).toBeLessThan(SOON_MS);
  });
}

describe('two processes on one SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-two-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  oneStoreOfTwo(async () => Promise.resolve({ SLUICE_DATA_DIR: folder }));
});

describeOnPostgres('two processes on one PostgreSQL', (cluster) => {
  oneStoreOfTwo(async () => ({ SLUICE_DATABASE_URL: await cluster()!.schema(), SLUICE_ENCRYPTION_KEY: 'one key for two machines' }));
});

describe('several workers', () => {
  it('all know the first admin key before it is shown, and soon what one of them was told', async () => {
    const gateway = await startGateway({ environment: { SLUICE_ADMIN_KEY: '', SLUICE_WORKERS: '3' } });
    await eventually(() => gateway.output().includes('admin key: '), 'no key was made');
    const key = /^admin key: (\S+)$/m.exec(gateway.output())![1]!;

    const replies = await Promise.all(Array.from({ length: 12 }, () => admin(gateway.url, 'GET', '/api-keys', undefined, key)));
    const { slug } = await done(admin(gateway.url, 'POST', '/virtual-keys', { name: 'mock', provider: 'mock' }, key));
    const ms = await timeUntil(async () => {
      const all = await Promise.all(Array.from({ length: 12 }, () => chat(gateway.url, key, { 'x-portkey-virtual-key': slug })));
      return all.every(({ status }) => status === 200);
    }, 'not known to all');
    await gateway.stop();

    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    expect(gateway.output().match(/^admin key: /gm)).toHaveLength(1);
    expect(ms).toBeLessThan(SOON_MS);
  }, 30_000);
});
