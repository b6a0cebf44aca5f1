import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mismatch } from './support.ts';
import { firstSetupLink, newSetupLink, setupURL } from '../../src/admin/sign-in/setup-link.ts';
import { SESSION } from '../../src/admin/sign-in/schema.ts';
import { cookieOf, PASSWORD, ROOT, signedIn, startPeople, type People } from './people.ts';

let people: People;

beforeAll(async () => {
  people = await startPeople({}, 'configs: [{ slug: pc-kept, config: { provider: mock } }]');
});
afterAll(() => people.stop());

const setUp = (body: object) => people.ask({}, 'POST', '/admin/setup', body);
const signIn = (email: string, password: string, headers = {}) => people.ask({}, 'POST', '/admin/sessions', { email, password }, headers);
const forgetAttempts = () => people.store.write(({ tx }) => tx.deleteFrom('usage').where('id', 'like', 'sign-in:%').execute());

describe('the set-up link', () => {
  it('is made by one of several first starts, makes an owner once, and is stored as a hash', async () => {
    await people.store.write(({ tx }) => tx.deleteFrom('setup_links').execute());

    const links = await Promise.all([firstSetupLink(people.store), firstSetupLink(people.store), firstSetupLink(people.store)]);
    const [token, ...others] = links.filter((link) => link !== undefined);
    const kept = await people.store.db.selectFrom('setup_links').selectAll().execute();
    const wrong = await setUp({ token: `${token}x`, email: 'ada@example.com', password: PASSWORD });
    const owner = await setUp({ token, email: 'Ada@Example.com', password: PASSWORD, first_name: 'Ada' });
    const again = await setUp({ token, email: 'eve@example.com', password: PASSWORD });

    expect(others).toEqual([]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect([wrong.status, wrong.json.error.code]).toEqual([401, 'setup_link_invalid']);
    expect(owner.status).toBe(200);
    expect(mismatch(SESSION, { ...owner, headers: new Headers(), body: owner.json })).toBeUndefined();
    expect(owner.json.user).toMatchObject({ email: 'ada@example.com', role: 'owner', first_name: 'Ada' });
    expect(again.status).toBe(401);
    expect(await firstSetupLink(people.store)).toBeUndefined();
  });

  it('is over after a day, and takes the place of the one before', async () => {
    const first = await newSetupLink(people.store);
    const second = await newSetupLink(people.store);
    const replaced = await setUp({ token: first, email: 'bea@example.com', password: PASSWORD });
    await people.store.write(({ tx }) =>
      tx
        .updateTable('setup_links')
        .set({ expires_at: Date.now() - 1 })
        .where('used_at', 'is', null)
        .where('expires_at', '>', 0)
        .execute(),
    );
    const over = await setUp({ token: second, email: 'bea@example.com', password: PASSWORD });

    expect([replaced.status, over.status]).toEqual([401, 401]);
    expect(setupURL('http://127.0.0.1:8787', second)).toBe(`http://127.0.0.1:8787/console/setup?token=${second}`);
  });

  it('gives a user who lost the password a new one, and ends what was open', async () => {
    const lost = await people.add('member');
    const token = await newSetupLink(people.store);

    const found = await setUp({ token, email: lost.email, password: 'quite another password' });
    const before = await people.ask(lost.who, 'GET', '/admin/session');
    const after = await people.ask(signedIn(found), 'GET', '/admin/session');

    expect(found.json.user).toMatchObject({ id: lost.id, role: 'owner' });
    expect([before.status, after.status]).toEqual([401, 200]);
  });

  it('asks for a password of some length', async () => {
    const token = await newSetupLink(people.store);

    const short = await setUp({ token, email: 'cy@example.com', password: 'too short' });

    expect([short.status, short.json.error.param]).toEqual([400, 'password']);
  });
});

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites cannot send, and keeps only its hash', async () => {
    const { email } = await people.add('admin');

    const plain = await signIn(email.toUpperCase(), PASSWORD);
    const secure = await signIn(email, PASSWORD, { 'x-forwarded-proto': 'https' });
    const token = cookieOf(plain).split('=')[1]!;
    const sessions = await people.store.db.selectFrom('sessions').selectAll().execute();
    const users = await people.store.db.selectFrom('users').select('password').execute();
    const dear = users.filter(({ password }) => !password?.startsWith('scrypt$1024$'));

    expect(plain.status).toBe(200);
    expect(plain.headers['set-cookie']?.[0]).toBe(`sluice_session=${token}; Path=/v1; HttpOnly; SameSite=Strict; Max-Age=604800`);
    expect(secure.headers['set-cookie']?.[0]).toMatch(/; Secure$/);
    expect(JSON.stringify(sessions)).not.toContain(token);
    for (const { password } of dear) expect(password).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(dear.length).toBeGreaterThan(1);
    expect(new Set(dear.map(({ password }) => password)).size).toBe(dear.length);
  });

  it('tells nobody whether the e-mail or the password was wrong', async () => {
    const { email } = await people.add('member');

    const wrong = await signIn(email, 'not the password');
    const unknown = await signIn('nobody@example.com', PASSWORD);
    const empty = await signIn(email, '');

    expect(wrong.status).toBe(401);
    expect(wrong.json.data.errorCode).toBe('AB05');
    expect(unknown.json).toEqual(wrong.json);
    expect(empty.status).toBe(400);
    await forgetAttempts();
  });

  it('takes five wrong attempts for an e-mail, at once or one by one and from anywhere, then none for a while', async () => {
    const { email } = await people.add('member');
    const from = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}` });

    const attempts = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => signIn(email, 'not the password', from(n))));
    const right = await signIn(email, PASSWORD, from(8));
    const statuses = attempts.map(({ status }) => status).sort();
    await people.store.write(({ tx, now }) =>
      tx
        .updateTable('usage')
        .set({ updated_at: now - 15 * 60 * 1000 })
        .where('id', 'like', 'sign-in:%')
        .execute(),
    );
    const later = await signIn(email, PASSWORD, from(9));

    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect([right.status, right.json.data.errorCode, right.json.error.code]).toEqual([429, 'AB06', 'too_many_attempts']);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(14 * 60);
    expect(Number(right.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
    expect(later.status).toBe(200);
    await forgetAttempts();
  });

  it('takes five wrong attempts from an address, whomever they mean; right ones do not count', async () => {
    const { email } = await people.add('member');
    const here = { 'x-forwarded-for': '6.6.6.6, 198.51.100.7' };
    const spoofed = { 'x-forwarded-for': '7.7.7.7, 198.51.100.7' };

    for (let n = 0; n < 4; n += 1) await signIn(`guess-${n}@example.com`, PASSWORD, here);
    const right = await signIn(email, PASSWORD, here);
    const fifth = await signIn('guess-5@example.com', PASSWORD, here);
    const sixth = await signIn(email, PASSWORD, spoofed);
    const elsewhere = await signIn(email, PASSWORD, { 'x-forwarded-for': '198.51.100.8' });

    expect([right.status, fifth.status, sixth.status, elsewhere.status]).toEqual([200, 401, 429, 200]);
    await forgetAttempts();
  });

  it('takes no end of wrong attempts from nobody, however many addresses somebody on this machine names', async () => {
    await people.store.write(({ tx }) => tx.deleteFrom('usage').where('id', 'like', 'sign-in:%').execute());
    await signIn('first@example.com', PASSWORD, { 'x-forwarded-for': '192.0.2.1' });
    await people.store.write(({ tx }) => tx.updateTable('usage').set({ used: 100 }).where('id', 'like', 'sign-in:by:%').execute());

    const fresh = await signIn('second@example.com', PASSWORD, { 'x-forwarded-for': '192.0.2.2' });

    expect(fresh.status).toBe(429);
    await forgetAttempts();
  });

  it('takes an IPv6 network for one address', async () => {
    const from = (n: number) => ({ 'x-forwarded-for': `2001:db8:7:7::${n}` });

    for (let n = 0; n < 5; n += 1) await signIn(`six-${n}@example.com`, PASSWORD, from(n));
    const sixth = await signIn('six-6@example.com', PASSWORD, from(6));
    const next = await signIn('six-7@example.com', PASSWORD, { 'x-forwarded-for': '2001:db8:7:8::1' });

    expect([sixth.status, next.status]).toEqual([429, 401]);
    await forgetAttempts();
  });

  it('is not for who is disabled, and being disabled or removed ends what is open', async () => {
    const disabled = await people.add('member');
    const removed = await people.add('member');

    const off = await people.ask(ROOT, 'PUT', `/admin/users/${disabled.id}`, { status: 'disabled' });
    const gone = await people.ask(ROOT, 'DELETE', `/admin/users/${removed.id}`);
    const sessions = [await people.ask(disabled.who, 'GET', '/admin/session'), await people.ask(removed.who, 'GET', '/admin/session')];
    const signs = [await signIn(disabled.email, PASSWORD), await signIn(removed.email, PASSWORD)];

    expect([off.status, gone.status]).toEqual([200, 200]);
    expect(sessions.map(({ status }) => status)).toEqual([401, 401]);
    expect(signs.map(({ status }) => status)).toEqual([401, 401]);
    await forgetAttempts();
  });
});

describe('a session', () => {
  it('says who asks and what they may do where, with the role of this moment', async () => {
    const workspace = await people.addWorkspace('Sessions');
    const person = await people.add('member', [{ id: workspace, role: 'member' }]);

    const before = await people.ask(person.who, 'GET', '/admin/session');
    await people.ask(ROOT, 'PUT', `/admin/workspaces/${workspace}/users/${person.id}`, { role: 'manager' });
    const after = await people.ask(person.who, 'GET', '/admin/session');
    const byKey = await people.ask(ROOT, 'GET', '/admin/session');

    expect(before.json).toMatchObject({
      object: 'session',
      actor: `user:${person.id}`,
      scopes: [],
      user: { id: person.id, workspace_ids: [workspace] },
    });
    expect(before.json.workspaces).toEqual([expect.objectContaining({ id: workspace, role: 'member' })]);
    expect(before.json.workspaces[0].scopes).not.toContain('configs.create');
    expect(after.json.workspaces[0].scopes).toContain('configs.create');
    expect(byKey.json).toMatchObject({ actor: 'root', user: null, csrf_token: null });
    expect(byKey.json.scopes).toContain('organisation_users.delete');
  });

  it('ends by signing out here, and goes on elsewhere', async () => {
    const { email, who } = await people.add('member');
    const other = signedIn(await signIn(email, PASSWORD));

    const out = await people.ask(who, 'DELETE', '/admin/session');

    expect(out.headers['set-cookie']?.[0]).toMatch(/^sluice_session=; .*Max-Age=0/);
    expect((await people.ask(who, 'GET', '/admin/session')).status).toBe(401);
    expect((await people.ask(other, 'GET', '/admin/session')).status).toBe(200);
  });

  it('ends after half a day of doing nothing and a week of doing anything; in between it is carried on', async () => {
    const { id, who } = await people.add('member');
    const hours = (n: number) => n * 60 * 60 * 1000;
    const age = (created: number, expires: number) =>
      people.store.write(({ tx, now }) =>
        tx
          .updateTable('sessions')
          .set({ created_at: now + created, expires_at: now + expires })
          .where('user_id', '=', id)
          .execute(),
      );
    const left = async () =>
      (await people.store.db.selectFrom('sessions').select('expires_at').where('user_id', '=', id).executeTakeFirstOrThrow()).expires_at -
      Date.now();

    await age(hours(-20), hours(1));
    const used = await people.ask(who, 'GET', '/admin/session');
    const carriedOn = await left();
    await age(hours(-7 * 24 + 2), hours(1));
    await people.ask(who, 'GET', '/admin/session');
    const atTheEnd = await left();
    await age(hours(-13), -1);
    const idle = await people.ask(who, 'GET', '/admin/session');

    expect([used.status, idle.status]).toEqual([200, 401]);
    expect(carriedOn).toBeGreaterThan(hours(11.9));
    expect(atTheEnd).toBeLessThanOrEqual(hours(2));
  });

  it('changes something only for our own pages: by the token, or by what the browser says of the page', async () => {
    const { who } = await people.add('admin');
    const cookie = { cookie: who['cookie']! };
    const other = await people.add('admin');
    let n = 0;
    const make = async (headers: Readonly<Record<string, string>>) => {
      const reply = await people.ask({ ...cookie, ...headers }, 'POST', '/admin/workspaces', { name: `csrf ${(n += 1)}` });
      return reply.status;
    };
    const { host } = new URL(people.url);

    const read = await people.ask({ ...cookie, 'sec-fetch-site': 'cross-site' }, 'GET', '/admin/session');

    expect(read.status).toBe(200);
    expect(await make({})).toBe(403);
    expect(await make({ 'x-sluice-csrf': who['x-sluice-csrf']! })).toBe(200);
    expect(await make({ 'x-sluice-csrf': other.who['x-sluice-csrf']! })).toBe(403);
    expect(await make({ 'x-sluice-csrf': 'x', origin: people.url })).toBe(403);
    expect(await make({ origin: people.url })).toBe(200);
    expect(await make({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await make({ 'sec-fetch-site': 'same-site', origin: people.url })).toBe(403);
    expect(await make({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await make({ origin: 'https://evil.example' })).toBe(403);
    expect(await make({ origin: 'null' })).toBe(403);
    expect(await make({ origin: `http://${host}.evil.example` })).toBe(403);
  });

  it('is not begun by another site, which would have its visitor work for somebody else', async () => {
    const { email } = await people.add('member');

    const foreign = await signIn(email, PASSWORD, { origin: 'https://evil.example' });

    expect([foreign.status, foreign.json.error.code]).toEqual([403, 'foreign_page']);
    expect(foreign.headers['set-cookie']).toBeUndefined();
  });

  it('calls no model where no workspace is named, and is never looked at beside a key', async () => {
    const { who } = await people.add('owner');
    const body = { model: 'mock', messages: [{ role: 'user', content: 'Hello' }] };
    const chatAs = (headers: typeof who) => people.ask({ ...headers, 'x-portkey-config': 'pc-kept' }, 'POST', '/chat/completions', body);

    const chat = await chatAs(who);
    const chatWithKey = await chatAs(ROOT);
    const badKey = await people.ask({ ...who, 'x-portkey-api-key': 'sk-sluice-unknown' }, 'GET', '/admin/session');
    const bearer = await people.ask({ ...who, authorization: 'Bearer sk-sluice-unknown' }, 'GET', '/admin/session');
    const nothing = await people.ask({}, 'GET', '/admin/session');

    expect([chat.status, chatWithKey.status]).toEqual([400, 200]);
    expect([badKey.status, bearer.status, nothing.status]).toEqual([401, 401, 401]);
    expect(nothing.json).toMatchObject({ success: false, data: { errorCode: 'AB05' } });
  });
});

describe('a password', () => {
  it('is changed by who knows it, which ends all other sessions', async () => {
    const { email, who } = await people.add('member');
    const other = signedIn(await signIn(email, PASSWORD));

    const wrong = await people.ask(who, 'PUT', '/admin/password', { current_password: 'not it at all', password: 'my next password' });
    const changed = await people.ask(who, 'PUT', '/admin/password', { current_password: PASSWORD, password: 'my next password' });
    const open = [who, other, signedIn(changed)].map((each) => people.ask(each, 'GET', '/admin/session'));
    const [before, elsewhere, now] = (await Promise.all(open)).map(({ status }) => status);
    const signs = [await signIn(email, PASSWORD), await signIn(email, 'my next password')].map(({ status }) => status);

    expect([wrong.status, changed.status]).toEqual([403, 200]);
    expect([before, elsewhere, now]).toEqual([401, 401, 200]);
    expect(signs).toEqual([401, 200]);
    await forgetAttempts();
  });

  it('is none of a key', async () => {
    const reply = await people.ask(ROOT, 'PUT', '/admin/password', { current_password: PASSWORD, password: 'my next password' });

    expect([reply.status, reply.json.error.code]).toEqual([403, 'not_signed_in']);
  });
});
