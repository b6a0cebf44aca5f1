import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '@sluice/store';
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, ran } from './support/command.ts';
import { ADMIN_KEY, startGateway } from './support/gateway.ts';
import { admin, chat, done } from './stored/support.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let folder: string;
let upstream: Upstream;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-command-'));
  upstream = await startUpstream();
  upstream.answer = json(COMPLETION);
});
afterEach(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => ({ GROQ_BASE_URL: upstream.origin });
const keyFile = () => join(folder, '.sluice', 'encryption.key');

/** What a gateway in the folder makes of a call with the virtual key `team`. */
async function callsWithTeam(more: Readonly<Record<string, string>> = {}, place = folder): Promise<string | undefined> {
  const gateway = await startGateway({ folder: place, environment: { ...environment(), ...more } });
  try {
    const reply = await chat(gateway.url, ADMIN_KEY, { 'x-portkey-virtual-key': 'team' });
    return reply.status === 200 ? upstream.received.at(-1)?.headers.authorization : reply.text;
  } finally {
    gateway.signal('SIGTERM');
    await gateway.exited;
  }
}

/** Keeps a virtual key in the folder's database. */
async function keepTeam(more: Readonly<Record<string, string>> = {}): Promise<void> {
  const gateway = await startGateway({ folder, environment: { ...environment(), ...more } });
  await done(admin(gateway.url, 'POST', '/virtual-keys', { name: 'Team', slug: 'team', provider: 'groq', key: 'gsk_kept_0123456789' }));
  gateway.signal('SIGTERM');
  await gateway.exited;
}

describe('sluice db', () => {
  it('tells what is left, takes it, and then has nothing to do', async () => {
    const before = await ran(['db', 'status'], { folder });
    const taken = await ran(['db', 'migrate'], { folder });
    const after = await ran(['db', 'status'], { folder });
    const again = await ran(['db', 'migrate'], { folder });

    expect(before).toMatch(/0001-control-plane {2}left/);
    expect(taken).toMatch(/0001-control-plane taken/);
    expect(after).toMatch(/0001-control-plane {2}taken .*\nit is up to date/);
    expect(again).toBe('it is up to date\n');
  });

  it('writes a backup that another folder is brought to, with the key of the first', async () => {
    await keepTeam();
    const other = mkdtempSync(join(tmpdir(), 'sluice-command-'));
    const backup = join(folder, 'sluice.backup');

    await ran(['db', 'backup', backup], { folder });
    const again = await command(['db', 'backup', backup], { folder });
    const keyless = await command(['db', 'restore', backup], { folder: other });
    const key = readFileSync(keyFile(), 'utf8').trim();
    await ran(['db', 'restore', backup], { folder: other, environment: { SLUICE_ENCRYPTION_KEY: key } });
    const full = await command(['db', 'restore', backup], { folder: other, environment: { SLUICE_ENCRYPTION_KEY: key } });
    const replaced = await command(['db', 'restore', backup, '--replace'], { folder: other, environment: { SLUICE_ENCRYPTION_KEY: key } });

    expect(again).toEqual({ status: 1, printed: `sluice: db backup: there is a file ${backup} already\n` });
    expect(keyless).toMatchObject({ status: 1, printed: expect.stringContaining('there is no encryption key') });
    expect(full).toMatchObject({ status: 1, printed: expect.stringMatching(/^sluice: --replace: .* is not empty/) });
    expect(replaced.status).toBe(0);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(await callsWithTeam({ SLUICE_ENCRYPTION_KEY: key }, other)).toBe('Bearer gsk_kept_0123456789');
    rmSync(other, { recursive: true, force: true });
  });

  it.each([
    [['db'], /^sluice: db: say what is to be done; there are status, migrate, backup, restore\n$/],
    [['db', 'dance'], /^sluice: db: there is no "dance"; there are /],
    [['db', 'backup'], /^sluice: db backup: name the file/],
    [['db', 'restore', 'missing.backup'], /^sluice: db restore: there is no file /],
    [['db', 'status', '--dance'], /--dance/],
  ])('refuses %j in a sentence', async (args, printed) => {
    const refused = await command(args, { folder });

    expect(refused).toEqual({ status: 1, printed: expect.stringMatching(printed) });
  });

  it.each(['db', 'secrets', 'users', 'keys', 'virtual-keys', 'configs', 'prompts', 'export', 'import', 'explain'])(
    'tells what %s takes when asked for help',
    async (name) => {
      expect(await ran([name, '--help'], { folder })).toMatch(new RegExp(`^Usage: sluice ${name}`));
    },
  );
});

describe('sluice secrets rotate', () => {
  it('changes the key in its file: what is stored opens with the new one, and with the old one no more', async () => {
    await keepTeam();
    const old = readFileSync(keyFile(), 'utf8');

    const printed = await ran(['secrets', 'rotate'], { folder });

    const now = readFileSync(keyFile(), 'utf8');
    expect(printed).toMatch(/^1 secrets were sealed again/);
    expect(now).not.toBe(old);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(await callsWithTeam()).toBe('Bearer gsk_kept_0123456789');
    const withOld = openStore({ url: `file:${join(folder, '.sluice', 'sluice.db')}`, encryptionKey: old.trim() });
    await expect(withOld).rejects.toMatchObject({ kind: 'wrong_key' });
  });

  it('takes the new key from the environment, where the old one came from', async () => {
    const [old, next] = ['an old key of the operator', 'a new key of the operator'];
    await keepTeam({ SLUICE_ENCRYPTION_KEY: old });

    const printed = await ran(['secrets', 'rotate'], {
      folder,
      environment: { SLUICE_ENCRYPTION_KEY: old, SLUICE_NEW_ENCRYPTION_KEY: next },
    });

    expect(printed).toContain('set SLUICE_ENCRYPTION_KEY to what SLUICE_NEW_ENCRYPTION_KEY holds');
    expect(await callsWithTeam({ SLUICE_ENCRYPTION_KEY: next })).toBe('Bearer gsk_kept_0123456789');
    const withOld = await command(['db', 'migrate'], { folder, environment: { SLUICE_ENCRYPTION_KEY: old } });
    expect(withOld).toMatchObject({ status: 1, printed: expect.stringContaining('SLUICE_ENCRYPTION_KEY') });
  });

  it('ends what was broken off after the database had changed', async () => {
    await keepTeam();
    const old = readFileSync(keyFile());
    await ran(['secrets', 'rotate'], { folder });
    // As it is between the database's commit and the change of the file's name.
    renameSync(keyFile(), `${keyFile()}.next`);
    writeFileSync(keyFile(), old);

    const meanwhile = await command(['db', 'migrate'], { folder });
    const ended = await ran(['secrets', 'rotate'], { folder });

    expect(meanwhile).toMatchObject({
      status: 1,
      printed: expect.stringMatching(/encryption\.key\.next has the key .* "sluice secrets rotate"/),
    });
    expect(ended).toContain('broken off is done now');
    expect(await callsWithTeam()).toBe('Bearer gsk_kept_0123456789');
  });

  it('changes nothing while another may be at it, and nothing with a key that is too short', async () => {
    await keepTeam();
    const old = readFileSync(keyFile(), 'utf8');
    writeFileSync(`${keyFile()}.next`, 'a key that nothing was sealed with\n');

    const second = await command(['secrets', 'rotate'], { folder });
    const short = await command(['secrets', 'rotate'], { folder, environment: { SLUICE_NEW_ENCRYPTION_KEY: 'short' } });

    expect(second).toMatchObject({ status: 1, printed: expect.stringContaining('the key is being changed') });
    expect(short).toMatchObject({ status: 1, printed: expect.stringContaining('at least 16') });
    expect(readFileSync(keyFile(), 'utf8')).toBe(old);
    expect(await callsWithTeam()).toBe('Bearer gsk_kept_0123456789');
  });
});

describe('sluice users setup-link', () => {
  it('prints a link that is good, and ends the one before', async () => {
    const first = await ran(['users', 'setup-link', '--url', 'https://sluice.example.com/'], { folder });
    const second = await ran(['users', 'setup-link'], { folder });

    const store = await openStore({
      url: `file:${join(folder, '.sluice', 'sluice.db')}`,
      encryptionKey: readFileSync(keyFile(), 'utf8').trim(),
    });
    const good = async (link: string) => {
      const row = await store.db
        .selectFrom('setup_links')
        .select('expires_at')
        .where('token_hash', '=', store.vault.hash(new URL(link.trim()).searchParams.get('token')!))
        .executeTakeFirstOrThrow();
      return row.expires_at > Date.now();
    };
    expect(first).toMatch(/^https:\/\/sluice\.example\.com\/console\/setup\?token=/);
    expect([await good(first), await good(second)]).toEqual([false, true]);
    const log = await store.db.selectFrom('audit_log').select(['actor', 'action']).execute();
    expect(log).toContainEqual({ actor: 'cli', action: 'setup_links.create' });
    await store.close();
  });
});
