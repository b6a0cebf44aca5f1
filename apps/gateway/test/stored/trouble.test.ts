import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import { call } from '../support/call.ts';
import { ADMIN_KEY, eventually, launch, startGateway, type Gateway } from '../support/gateway.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';
import { admin, chat, done, load, reaching, said, storeOf } from './support.ts';

/** Something stored, and calls that use all of it. */
async function withStored(gateway: Gateway) {
  const { key } = await done(admin(gateway.url, 'POST', '/api-keys/organisation/service', { name: 'app', scopes: ['completions.write'] }));
  const made = await done(admin(gateway.url, 'POST', '/virtual-keys', { name: 'Groq', provider: 'groq', key: 'gsk-stored-0123456789' }));
  const config = await done(
    admin(gateway.url, 'POST', '/configs', { name: 'main', config: { virtual_key: made.slug, retry: { attempts: 1 } } }),
  );
  return { key: key as string, slug: made.slug as string, once: () => chat(gateway.url, key, { 'x-portkey-config': config.data.slug }) };
}

const rename = (gateway: Gateway, slug: string, name: string) => admin(gateway.url, 'PUT', `/virtual-keys/${slug}`, { name });

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream(json(COMPLETION));
});
afterAll(() => upstream.close());

describe('a SQLite file that another program holds', () => {
  it('keeps no call away, refuses changes with 503, and takes them again after', async () => {
    const gateway = await startGateway({ environment: reaching(upstream) });
    const { once, slug } = await withStored(gateway);
    const other = new DatabaseSync(join(gateway.folder, '.sluice', 'sluice.db'));
    const calling = load(once);

    other.exec('begin immediate');
    const refused = await rename(gateway, slug, 'too early');
    other.exec('commit');
    other.close();
    const taken = await rename(gateway, slug, 'later');
    const { answered, failed } = await calling.stop();
    await gateway.stop();

    expect([refused.status, refused.headers['retry-after'], refused.json.error.code]).toEqual([503, '2', 'store_unavailable']);
    expect(taken.status).toBe(200);
    expect(failed).toEqual([]);
    expect(answered).toBeGreaterThan(100);
  }, 40_000);
});

describeOnPostgres('a PostgreSQL that stops', (cluster) => {
  const start = async () =>
    startGateway({
      environment: { ...reaching(upstream), SLUICE_DATABASE_URL: await cluster()!.schema(), SLUICE_ENCRYPTION_KEY: 'for this test alone' },
    });

  it('while it stands still: calls go on, changes are refused, and all of it is told', async () => {
    const gateway = await start();
    const { once, slug } = await withStored(gateway);
    const before = await storeOf(gateway);
    const calling = load(once);

    cluster()!.pause();
    const refused = await rename(gateway, slug, 'too early');
    await eventually(async () => (await storeOf(gateway)).up === 0, 'nothing was told');
    const during = await storeOf(gateway);
    cluster()!.resume();
    await eventually(async () => (await storeOf(gateway)).up === 1, 'it did not come back');
    const taken = await rename(gateway, slug, 'later');
    const { answered, failed } = await calling.stop();
    const after = await storeOf(gateway);
    await gateway.stop();

    expect([before.status, before.ready, before.up]).toEqual([200, { status: 'ready', store: { status: 'ok' } }, 1]);
    expect([during.status, during.ready.status, during.ready.store.status]).toEqual([200, 'ready', 'unavailable']);
    expect(Date.parse(during.ready.store.since)).toBeGreaterThan(Date.now() - 60_000);
    expect(during.age).toBeGreaterThan(1);
    expect(after.failures).toBeGreaterThan(0);
    expect([refused.status, taken.status]).toEqual([503, 200]);
    expect(failed).toEqual([]);
    expect(answered).toBeGreaterThan(100);
    expect([said(gateway, 'the database does not answer'), said(gateway, 'the database answers again')]).toEqual([1, 1]);
  }, 60_000);

  it('that is killed and comes back is caught up with, whatever was changed meanwhile', async () => {
    const gateway = await start();
    const { once, slug, key } = await withStored(gateway);
    const calling = load(once);

    await cluster()!.kill();
    await eventually(async () => (await storeOf(gateway)).up === 0, 'nothing was told');
    const refused = await admin(gateway.url, 'GET', '/virtual-keys');
    const known = await chat(gateway.url, key, { 'x-portkey-virtual-key': slug });
    const unknown = await chat(gateway.url, 'sk-sluice-nobody-has-this-key', { 'x-portkey-virtual-key': slug });
    await cluster()!.start();
    await eventually(async () => (await storeOf(gateway)).up === 1, 'it did not come back');
    const taken = await rename(gateway, slug, 'later');
    const { failed } = await calling.stop();
    await gateway.stop();

    expect([refused.status, known.status, unknown.status, taken.status]).toEqual([503, 200, 401, 200]);
    expect(failed).toEqual([]);
  }, 60_000);
});

describe('a database that is not there at the start', () => {
  it('is waited for, and then named without its password', async () => {
    const gateway = await launch({
      environment: { SLUICE_DATABASE_URL: 'postgres://sluice:canary-pass@127.0.0.1:1/db?password=canary-pass' },
    });
    const began = performance.now();

    const status = await gateway.exited;

    expect(status).toBe(1);
    expect(performance.now() - began).toBeGreaterThan(14_000);
    expect(gateway.output()).toMatch(/SLUICE_DATABASE_URL: the database postgres:\/\/sluice@127\.0\.0\.1:1\/db cannot be used/);
    expect(gateway.output()).not.toContain('canary-pass');
    expect(gateway.output()).not.toContain('    at ');
  }, 40_000);

  it('is named at once where no other try would help', async () => {
    const gateway = await startGateway({ environment: { SLUICE_ADMIN_KEY: ADMIN_KEY } });
    gateway.signal('SIGTERM');
    await gateway.exited;
    const again = await launch({ folder: gateway.folder, environment: { SLUICE_ENCRYPTION_KEY: 'quite another secret' } });
    const status = await again.exited;

    expect([status, /SLUICE_ENCRYPTION_KEY: .*bring that one back/.test(again.output())]).toEqual([1, true]);
    expect((await call(`${again.url}/health`).catch(() => undefined))?.status).toBeUndefined();
  });
});
