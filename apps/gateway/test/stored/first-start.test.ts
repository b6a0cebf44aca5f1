import { describe, expect, it } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, launch, startGateway } from '../support/gateway.ts';
import { admin } from './support.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'sluice-first-'));
const keysIn = (text: string) => [...text.matchAll(/^admin key: (\S+)$/gm)].map(([, key]) => key!);

describe('the first admin key', () => {
  it('is made and shown by one of several processes that start at once', async () => {
    const folder = newFolder();
    const environment = { SLUICE_ADMIN_KEY: '', SLUICE_DATA_DIR: folder };

    const gateways = await Promise.all(Array.from({ length: 4 }, () => startGateway({ environment })));
    const shown = () => gateways.flatMap((gateway) => keysIn(gateway.output()));
    await eventually(() => shown().length > 0, 'no key was made');
    const replies = await Promise.all(gateways.map(({ url }) => admin(url, 'GET', '/api-keys', undefined, shown()[0])));
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    rmSync(folder, { recursive: true, force: true });

    expect(shown()).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(gateways.flatMap((gateway) => gateway.output().match(/^console set-up: /gm) ?? [])).toHaveLength(1);
  }, 60_000);

  it('is known to somebody, wherever the starts before were killed', async () => {
    const folder = newFolder();
    const environment = { SLUICE_ADMIN_KEY: '', SLUICE_DATA_DIR: folder };
    let printed = '';
    for (const when of ['sluice.db', 'sluice.db-wal', 'admin key', 'sluice.db', 'listening']) {
      const gateway = await launch({ environment });
      // A key that somebody has seen is not made again.
      const reached = () => [when, 'listening'].some((text) => gateway.output().includes(text)) || existsSync(join(folder, when));
      await eventually(reached, 'it never came so far');
      gateway.signal('SIGKILL');
      await gateway.exited;
      printed += gateway.output();
    }

    const last = await startGateway({ environment });
    const works = async () => {
      for (const key of keysIn(printed + last.output()))
        if ((await admin(last.url, 'GET', '/api-keys', undefined, key)).status === 200) return true;
      return false;
    };
    await eventually(works, 'nobody has a key that works', 20_000);
    const { json } = await admin(last.url, 'GET', '/api-keys', undefined, keysIn(printed + last.output()).at(-1));
    await last.stop();
    rmSync(folder, { recursive: true, force: true });

    expect(json.data.filter((key: { readonly root: boolean }) => key.root)).toHaveLength(1);
  }, 60_000);

  it('of an earlier version goes on working, and its file goes', async () => {
    const folder = newFolder();
    const key = `sk-sluice-${'ab'.repeat(24)}`;
    const secret = createHash('sha256').update('the secret of that time').digest();
    const hash = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
    mkdirSync(join(folder, 'state'));
    writeFileSync(join(folder, 'state', 'encryption.key'), 'the secret of that time\n');
    writeFileSync(join(folder, 'state', 'admin-key.json'), JSON.stringify({ mark: hash('sluice'), admin_key_hash: hash(key) }));
    const environment = { SLUICE_ADMIN_KEY: '', SLUICE_DATA_DIR: join(folder, 'state') };

    const first = await startGateway({ environment });
    const used = await admin(first.url, 'GET', '/api-keys', undefined, key);
    await first.stop();
    const second = await startGateway({ environment });
    const usedAgain = await admin(second.url, 'GET', '/api-keys', undefined, key);
    await second.stop();
    const left = existsSync(join(folder, 'state', 'admin-key.json'));
    rmSync(folder, { recursive: true, force: true });

    expect([used.status, usedAgain.status, left]).toEqual([200, 200, false]);
    expect(keysIn(first.output() + second.output())).toEqual([]);
  }, 40_000);

  it('of an earlier version that was made with another secret stops the start', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'admin-key.json'), JSON.stringify({ mark: 'other', admin_key_hash: 'x' }));

    const gateway = await launch({ environment: { SLUICE_ADMIN_KEY: '', SLUICE_DATA_DIR: folder } });
    const status = await gateway.exited;
    rmSync(folder, { recursive: true, force: true });

    expect(status).toBe(1);
    expect(gateway.output()).toMatch(/admin-key.json was made with another secret: bring that one back, or remove the file/);
  });
});
