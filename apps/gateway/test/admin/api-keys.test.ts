import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MADE_API_KEY, ROTATED_API_KEY, SHOWN_API_KEY } from '../../src/admin/resources/api-keys/schema.ts';
import { periodOf } from '../../src/limits/period.ts';
import { usageId, usagePrefix } from '../../src/limits/usage-id.ts';
import type { Reply } from '../support/call.ts';
import { mismatch } from './support.ts';
import { ROOT, startPeople, withKey, type People, type Who } from './people.ts';

const FILE = `
api_keys: [{ name: in-file, key: a-key-of-the-config-file, scopes: [completions.write] }]
configs: [{ slug: pc-file, config: { provider: mock } }]
`;
const CALL = { scopes: ['completions.write'] };
const MANAGE = [
  'workspace_service_api_keys.create',
  'workspace_service_api_keys.update',
  'workspace_service_api_keys.read',
  'completions.write',
];

let people: People;
let workspace: string;

beforeAll(async () => {
  people = await startPeople({ SLUICE_AUTH: 'required' }, FILE);
  workspace = await people.addWorkspace('Keys');
});
afterAll(() => people.stop());

const agrees = (schema: Parameters<typeof mismatch>[0], { status, json }: Reply) =>
  mismatch(schema, { status, headers: new Headers(), body: json });
const read = async (id: string, who: Who = ROOT) => (await people.ask(who, 'GET', `/api-keys/${id}`)).json;
const refusal = ({ status, json }: Reply) => [status, json.error.param, json.error.code];

describe('an API key', () => {
  it.each([
    ['organisation/service', 'organisation-service', false],
    ['workspace/service', 'workspace-service', true],
  ])('of the kind %s is made, told once, used, shown masked, changed and removed', async (kind, type, bound) => {
    const body = { ...CALL, name: 'CI', description: 'for builds', type: 'x', 'sub-type': 'y', ...(bound && { workspace_id: workspace }) };

    const made = await people.ask(ROOT, 'POST', `/api-keys/${kind}`, body);
    const { id, key } = made.json as { id: string; key: string };
    const used = await people.callWith(key);
    const shown = await people.ask(ROOT, 'GET', `/api-keys/${id}`);
    const listed = await people.ask(ROOT, 'GET', `/api-keys?page_size=100&current_page=0${bound ? `&workspace_id=${workspace}` : ''}`);
    const changed = await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { id, name: 'CI two', description: null });
    const after = await read(id);
    const removed = await people.ask(ROOT, 'DELETE', `/api-keys/${id}`, { id });
    const kept = await people.store.db.selectFrom('api_key_hashes').selectAll().where('api_key_id', '=', id).execute();

    expect(agrees(MADE_API_KEY, made)).toBeUndefined();
    expect(key).toMatch(/^sk-sluice-[0-9a-f]{48}$/);
    expect(used).toBe(200);
    expect(agrees(SHOWN_API_KEY, shown)).toBeUndefined();
    expect(shown.json).toMatchObject({
      name: 'CI',
      type,
      workspace_id: bound ? workspace : null,
      key: `sk-sluice-…${key.slice(-4)}`,
      creation_mode: 'api',
    });
    expect([shown.text, listed.text].join()).not.toContain(key);
    expect(listed.json.data.filter((each: { id: string }) => each.id === id)).toEqual([shown.json]);
    expect(changed.json).toEqual({});
    expect(after).toMatchObject({ name: 'CI two', status: 'active', description: null, scopes: ['completions.write'] });
    expect(removed.json).toEqual({});
    expect((await people.ask(ROOT, 'GET', `/api-keys/${id}`)).status).toBe(404);
    expect(await people.callWith(key)).toBe(401);
    expect(kept).toEqual([]);
  });

  it('is kept as a keyed hash only', async () => {
    const { id, key } = await people.key('organisation/service', CALL);

    const rows = [
      await people.store.db.selectFrom('api_keys').selectAll().where('id', '=', id).execute(),
      await people.store.db.selectFrom('api_key_hashes').selectAll().where('api_key_id', '=', id).execute(),
      await people.store.db.selectFrom('audit_log').selectAll().where('resource_id', '=', id).execute(),
    ];

    expect(rows.map((each) => each.length)).toEqual([1, 1, 1]);
    expect(JSON.stringify(rows)).not.toContain(key.slice('sk-sluice-'.length, -4));
  });

  it('is made once under its idempotency key, and told again to who asks again', async () => {
    const body = { ...CALL, name: 'once' };
    const headers = { 'idempotency-key': 'make-once' };

    const first = await people.ask(ROOT, 'POST', '/api-keys/organisation/service', body, headers);
    const again = await people.ask(ROOT, 'POST', '/api-keys/organisation/service', body, headers);
    const other = await people.ask(ROOT, 'POST', '/api-keys/organisation/service', { ...body, name: 'twice' }, headers);

    expect(again.json).toEqual(first.json);
    expect(other.status).toBe(409);
  });

  it('is not overwritten by who has seen an older one', async () => {
    const { id } = await people.key('organisation/service', CALL);
    const { etag } = (await people.ask(ROOT, 'GET', `/api-keys/${id}`)).headers;

    const first = await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { name: 'first' }, { 'if-match': etag! });
    const second = await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { name: 'second' }, { 'if-match': etag! });

    expect([first.status, second.status]).toEqual([200, 412]);
    expect((await read(id)).name).toBe('first');
  });

  it.each([
    ['no scopes', 'organisation/service', { scopes: undefined }, [400, 'scopes', 'invalid_value']],
    ['a scope that is none', 'organisation/service', { scopes: ['completions.read'] }, [400, 'scopes.0', 'invalid_value']],
    ['a member that is none', 'organisation/service', { colour: 'red' }, [400, 'colour', 'invalid_value']],
    ['mails', 'organisation/service', { alert_emails: ['a@example.com'] }, [400, 'alert_emails', 'invalid_value']],
    [
      'a rotation by itself',
      'organisation/service',
      { rotation_policy: { rotation_period: 'weekly' } },
      [400, 'rotation_policy.rotation_period', 'invalid_value'],
    ],
    ['an end in the past', 'organisation/service', { expires_at: '2001-01-01T00:00:00Z' }, [400, 'expires_at', 'invalid_value']],
    [
      'a budget too small',
      'organisation/service',
      { usage_limits: { type: 'tokens', credit_limit: 99 } },
      [400, expect.stringMatching(/^usage_limits/), 'invalid_value'],
    ],
    [
      'a config that is none',
      'organisation/service',
      { defaults: { config_id: 'pc-none' } },
      [400, 'defaults.config_id', 'unknown_config'],
    ],
    ['a user for a service', 'workspace/service', { user_id: 'x' }, [400, 'user_id', 'invalid_value']],
    ['a workspace for the organisation', 'organisation/service', { workspace_id: 'default' }, [400, 'workspace_id', 'invalid_value']],
    ['a workspace that is none', 'workspace/service', { workspace_id: 'nowhere' }, [404, null, 'not_found']],
    ['nobody for a user', 'workspace/user', {}, [400, 'user_id', 'invalid_value']],
    ['a user that is none', 'workspace/user', { user_id: 'x' }, [404, null, 'not_found']],
    ['a kind that is none', 'organisation/user', {}, [404, null, 'not_found']],
  ])('is not made with %s', async (_what, kind, body, expected) => {
    const reply = await people.ask(ROOT, 'POST', `/api-keys/${kind}`, { ...CALL, name: 'no', ...body });

    expect(refusal(reply)).toEqual(expected);
  });

  it('takes what says nothing for nothing', async () => {
    const body = {
      ...CALL,
      alert_emails: [],
      expires_at: null,
      rotation_policy: { rotation_period: null },
      usage_limits: null,
      rate_limits: [],
      defaults: {},
      description: '',
    };

    const { id } = await people.key('organisation/service', body);

    expect(await read(id)).toMatchObject({ expires_at: null, usage_limits: null, rate_limits: [], defaults: {}, description: '' });
  });

  it('has its limits as they were given, which null takes away', async () => {
    const usage = { type: 'cost', credit_limit: 25, periodic_reset: 'monthly', alert_threshold: 20 };
    const rates = [{ type: 'requests', unit: 'rpm', value: 100 }];

    const { id } = await people.key('organisation/service', { ...CALL, usage_limits: usage, rate_limits: rates });
    const given = await read(id);
    await people.store.write(({ tx, now }) =>
      tx
        .insertInto('usage')
        .values({ id: `api_keys:${id}:cost:0`, used: 3, updated_at: now })
        .execute(),
    );
    await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { reset_usage: true });
    const used = await people.store.db.selectFrom('usage').selectAll().where('id', 'like', `api_keys:${id}:cost%`).execute();
    await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { usage_limits: null, rate_limits: null });

    expect(given).toMatchObject({ usage_limits: usage, rate_limits: rates });
    expect(used).toEqual([]);
    expect(await read(id)).toMatchObject({ usage_limits: null, rate_limits: [] });
  });

  it('is exhausted when nothing is left of its budget, until that begins anew', async () => {
    const { id } = await people.key('organisation/service', { ...CALL, usage_limits: { type: 'cost', credit_limit: 2 } });
    const row = usageId(usagePrefix('api_keys', id), 'cost', periodOf({}, Date.now()).name);

    const before = await read(id);
    await people.store.write(({ tx, now }) => tx.insertInto('usage').values({ id: row, used: 2, updated_at: now }).execute());
    const spent = await read(id);
    await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { reset_usage: true });

    expect([before.status, spent.status, (await read(id)).status]).toEqual(['active', 'exhausted', 'active']);
  });

  it('ends when it was said to, and goes on when that is taken back', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const { id, key } = await people.key('organisation/service', { ...CALL, expires_at: soon });
    const before = await people.callWith(key);
    await people.store.write(({ tx, changed }) => {
      changed('api_keys', id);
      return tx
        .updateTable('api_keys')
        .set({ expires_at: Date.now() - 1 })
        .where('id', '=', id)
        .execute();
    });

    const admin = await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { name: 'over' });
    const over = await people.ask(
      withKey(key),
      'POST',
      '/chat/completions',
      { model: 'mock', messages: [] },
      { 'x-portkey-provider': 'mock' },
    );
    const shown = await read(id);
    await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { expires_at: null });

    expect([before, admin.status]).toEqual([200, 200]);
    expect([over.status, over.json.error.code]).toEqual([401, '01']);
    expect(shown.status).toBe('expired');
    expect(await people.callWith(key)).toBe(200);
  });

  it('calls what it may, with its own config where it has one', async () => {
    const bound = await people.key('organisation/service', { ...CALL, allowed_models: ['another'], allowed_providers: ['mock'] });
    const config = await people.key('organisation/service', { ...CALL, defaults: { config_id: 'pc-file', metadata: { team: 'core' } } });

    const refused = await people.callWith(bound.key);
    const body = { model: 'mock', messages: [{ role: 'user', content: 'Hello' }] };
    const byConfig = await people.ask(config.who, 'POST', '/chat/completions', body);
    await people.ask(ROOT, 'PUT', `/api-keys/${bound.id}`, { allowed_models: null });

    expect(refused).toBe(412);
    expect([byConfig.status, byConfig.headers['x-portkey-provider']]).toEqual([200, 'mock']);
    expect((await read(config.id)).defaults).toEqual({ config_id: 'pc-file', metadata: { team: 'core' } });
    expect(await people.callWith(bound.key)).toBe(200);
  });

  it('stands in the config file, too, for those who manage the organisation, and is not changed here', async () => {
    const local = await people.key('workspace/service', {
      scopes: ['workspace_service_api_keys.list', 'completions.write'],
      workspace_id: workspace,
    });

    const listed = await people.ask(ROOT, 'GET', '/api-keys');
    const inFile = listed.json.data.find((each: { origin: string }) => each.origin === 'file');
    const seen = await people.ask(local.who, 'GET', '/api-keys');
    const changed = await people.ask(ROOT, 'PUT', '/api-keys/in-file', { name: 'x' });
    const removed = await people.ask(ROOT, 'DELETE', '/api-keys/in-file');

    expect(inFile).toMatchObject({ name: 'in-file' });
    expect(JSON.stringify(listed.json)).not.toContain('a-key-of-the-config-file');
    expect(seen.json.data.map(({ origin }: { origin: string }) => origin)).not.toContain('file');
    expect([refusal(changed), refusal(removed)]).toEqual([
      [409, 'slug', 'declared_in_file'],
      [409, 'slug', 'declared_in_file'],
    ]);
  });
});

describe('a rotated key', () => {
  it('has a new secret, and the old one for a while', async () => {
    const { id, key } = await people.key('organisation/service', CALL);

    const rotated = await people.ask(ROOT, 'POST', `/api-keys/${id}/rotate`, { key_transition_period_ms: 3_600_000 });
    const { key: next } = rotated.json as { key: string };
    const both = [await people.callWith(key), await people.callWith(next)];
    await people.store.write(({ tx, changed, now }) => {
      changed('api_keys', id);
      return tx
        .updateTable('api_key_hashes')
        .set({ expires_at: now - 1 })
        .where('api_key_id', '=', id)
        .where('expires_at', 'is not', null)
        .execute();
    });
    await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { name: 'read again' });

    expect(agrees(ROTATED_API_KEY, rotated)).toBeUndefined();
    expect(next).not.toBe(key);
    expect(Math.abs(Date.parse(rotated.json.key_transition_expires_at) - Date.now() - 3_600_000)).toBeLessThan(10_000);
    expect(both).toEqual([200, 200]);
    expect([await people.callWith(key), await people.callWith(next)]).toEqual([401, 200]);
    expect((await read(id)).key).toBe(`sk-sluice-…${next.slice(-4)}`);
  });

  it('ends all old secrets at once without a transition, those on their way out as well', async () => {
    const { id, key: first } = await people.key('organisation/service', CALL);

    const second = await people.ask(ROOT, 'POST', `/api-keys/${id}/rotate`);
    const third = await people.ask(ROOT, 'POST', `/api-keys/${id}/rotate`, { key_transition_period_ms: 0 });
    const days = (Date.parse(second.json.key_transition_expires_at) - Date.now()) / (24 * 60 * 60 * 1000);

    expect(days).toBeCloseTo(7, 2);
    expect([await people.callWith(first), await people.callWith(second.json.key), await people.callWith(third.json.key)]).toEqual([
      401, 401, 200,
    ]);
  });

  it('goes by the transition of its policy where nobody says another', async () => {
    const { id, key } = await people.key('organisation/service', { ...CALL, rotation_policy: { key_transition_period_ms: 0 } });

    const { json } = await people.ask(ROOT, 'POST', `/api-keys/${id}/rotate`, {});

    expect([await people.callWith(key), await people.callWith(json.key)]).toEqual([401, 200]);
  });
});

describe('no key makes one that may more than itself', () => {
  const make = (who: Who, body: object, kind = 'workspace/service') =>
    people.ask(who, 'POST', `/api-keys/${kind}`, { name: 'child', ...body });

  it('in what it may do and where', async () => {
    const other = await people.addWorkspace('Elsewhere');
    const { who, id } = await people.key('workspace/service', { scopes: MANAGE, workspace_id: workspace });

    const same = await make(who, { scopes: MANAGE });
    const wider = await make(who, { scopes: [...CALL.scopes, 'configs.create'] });
    const away = await make(who, { ...CALL, workspace_id: other });
    const everywhere = await make(who, CALL, 'organisation/service');
    const itself = await people.ask(who, 'PUT', `/api-keys/${id}`, { scopes: [...MANAGE, 'configs.create'] });
    const child = await people.ask(who, 'PUT', `/api-keys/${same.json.id}`, { scopes: [...MANAGE, 'virtual_keys.list'] });

    expect(same.status).toBe(200);
    expect(refusal(wider)).toEqual([403, 'scopes', 'wider_than_maker']);
    expect(away.status).toBe(404);
    expect(everywhere.status).toBe(403);
    expect([refusal(itself), refusal(child)]).toEqual([
      [403, 'scopes', 'wider_than_maker'],
      [403, 'scopes', 'wider_than_maker'],
    ]);
  });

  it('by rotating one that may more: who rotates a key holds it', async () => {
    const mighty = await people.key('workspace/service', { scopes: ['configs.create', 'completions.write'], workspace_id: workspace });
    const { who, id } = await people.key('workspace/service', { scopes: MANAGE, workspace_id: workspace });

    const rotated = await people.ask(who, 'POST', `/api-keys/${mighty.id}/rotate`);
    const own = await people.ask(who, 'POST', `/api-keys/${id}/rotate`);
    const narrowed = await people.ask(who, 'PUT', `/api-keys/${mighty.id}`, { scopes: ['configs.create'] });

    expect(refusal(rotated)).toEqual([403, 'scopes', 'wider_than_maker']);
    expect(own.status).toBe(200);
    expect(narrowed.status).toBe(200);
  });

  it('in what it may call, and for how long; what is not said is as its maker has it', async () => {
    const end = new Date(Date.now() + 3_600_000).toISOString();
    const later = new Date(Date.now() + 7_200_000).toISOString();
    const bounds = {
      allowed_models: ['mock', 'small'],
      allowed_providers: ['mock'],
      expires_at: end,
      defaults: { config_id: 'pc-file', allow_config_override: false },
    };
    const { who } = await people.key('workspace/service', { scopes: MANAGE, workspace_id: workspace, ...bounds });

    const plain = await make(who, CALL);
    const child = await read(plain.json.id);
    const narrower = await make(who, {
      ...CALL,
      allowed_models: ['@groq-team/small'],
      expires_at: new Date(Date.now() + 60_000).toISOString(),
    });
    const wider = [
      await make(who, { ...CALL, allowed_models: null }),
      await make(who, { ...CALL, allowed_models: ['mock', 'large'] }),
      await make(who, { ...CALL, allowed_providers: ['mock', 'groq'] }),
      await make(who, { ...CALL, expires_at: null }),
      await make(who, { ...CALL, expires_at: later }),
      await make(who, { ...CALL, defaults: { config_id: 'pc-file', allow_config_override: true } }),
      await people.ask(who, 'PUT', `/api-keys/${plain.json.id}`, { expires_at: null }),
      await people.ask(who, 'PUT', `/api-keys/${plain.json.id}`, { allowed_models: null }),
      await people.ask(who, 'PUT', `/api-keys/${plain.json.id}`, { defaults: null }),
    ];

    expect(child).toMatchObject(bounds);
    expect(narrower.status).toBe(200);
    expect(wider.map(refusal)).toEqual(
      [
        'allowed_models',
        'allowed_models',
        'allowed_providers',
        'expires_at',
        'expires_at',
        'defaults',
        'expires_at',
        'allowed_models',
        'defaults',
      ].map((param) => [403, param, 'wider_than_maker']),
    );
  });

  it('in what it may spend', async () => {
    const limits = { usage_limits: { type: 'cost', credit_limit: 5 } };
    const { who, id } = await people.key('workspace/service', { scopes: MANAGE, workspace_id: workspace, ...limits });

    const spender = await make(who, CALL);
    const reader = await make(who, { scopes: ['workspace_service_api_keys.read'] });
    const itself = [
      await people.ask(who, 'PUT', `/api-keys/${id}`, { usage_limits: null }),
      await people.ask(who, 'PUT', `/api-keys/${id}`, { reset_usage: true }),
    ];

    expect(refusal(spender)).toEqual([403, 'usage_limits', 'key_is_limited']);
    expect(reader.status).toBe(200);
    expect(itself.map(refusal)).toEqual([
      [403, 'usage_limits', 'key_is_limited'],
      [403, 'usage_limits', 'key_is_limited'],
    ]);
  });
});

describe("a user's key", () => {
  it('is made by the user for the user, and by nobody else for the user but who manages the workspace', async () => {
    const ada = await people.add('member', [{ id: workspace, role: 'member' }]);
    const bea = await people.add('member', [{ id: workspace, role: 'manager' }]);
    const chief = await people.add('member', [{ id: workspace, role: 'admin' }]);
    const stranger = await people.add('member');
    const make = (who: Who, body: object = {}) =>
      people.ask(who, 'POST', '/api-keys/workspace/user', { ...CALL, name: 'mine', workspace_id: workspace, ...body });

    const own = await make(ada.who);
    const forOther = await make(bea.who, { user_id: ada.id });
    const byChief = await make(chief.who, { user_id: ada.id });
    const forStranger = await make(chief.who, { user_id: stranger.id });
    const byStranger = await make(stranger.who);
    const seenBy = async (who: Who) => (await people.ask(who, 'GET', `/api-keys/${own.json.id}`)).status;
    const listed = await people.ask(bea.who, 'GET', `/api-keys?workspace_id=${workspace}`);

    expect(own.status).toBe(200);
    expect(await read(own.json.id)).toMatchObject({ user_id: ada.id, type: 'workspace-user', creation_mode: 'ui' });
    expect(await people.callWith(own.json.key)).toBe(200);
    expect(forOther.status).toBe(403);
    expect(byChief.status).toBe(200);
    expect(refusal(forStranger)).toEqual([400, 'user_id', 'invalid_value']);
    expect(byStranger.status).toBe(403);
    expect([await seenBy(ada.who), await seenBy(bea.who), await seenBy(chief.who), await seenBy(stranger.who)]).toEqual([
      200, 404, 200, 403,
    ]);
    expect(listed.json.data.map(({ user_id: user }: { user_id: string | null }) => user)).not.toContain(ada.id);
    expect((await people.ask(bea.who, 'DELETE', `/api-keys/${own.json.id}`)).status).toBe(404);
    expect((await people.ask(bea.who, 'POST', `/api-keys/${own.json.id}/rotate`)).status).toBe(404);
  });

  it('may no more than its user at the moment of use', async () => {
    const ada = await people.add('member', [{ id: workspace, role: 'manager' }]);
    const scopes = ['completions.write', 'configs.list', 'configs.create', 'workspace_service_api_keys.list'];
    const { id, who, key } = await people.key('workspace/user', { scopes, workspace_id: workspace, user_id: ada.id });
    const may = async () => (await people.ask(who, 'GET', '/api-keys')).status;
    const setRole = (role: string) => people.ask(ROOT, 'PUT', `/admin/workspaces/${workspace}/users/${ada.id}`, { role });

    const tooMuch = await people.ask(ROOT, 'POST', '/api-keys/workspace/user', {
      name: 'x',
      scopes: ['workspaces.update'],
      workspace_id: workspace,
      user_id: ada.id,
    });
    const asManager = await may();
    await setRole('member');
    const asMember = await may();
    await setRole('manager');
    const again = await may();
    await people.ask(ROOT, 'PUT', `/admin/users/${ada.id}`, { status: 'disabled' });
    const disabled = [await may(), await people.callWith(key)];
    await people.ask(ROOT, 'PUT', `/admin/users/${ada.id}`, { status: 'active' });
    const enabled = await people.callWith(key);
    await people.ask(ROOT, 'DELETE', `/admin/users/${ada.id}`);

    expect(refusal(tooMuch)).toEqual([400, 'scopes', 'invalid_value']);
    expect([asManager, asMember, again]).toEqual([200, 403, 200]);
    expect([...disabled, enabled]).toEqual([401, 401, 200]);
    expect(await people.callWith(key)).toBe(401);
    expect((await people.ask(ROOT, 'GET', `/api-keys/${id}`)).status).toBe(404);
  });

  it('goes with its user out of the workspace', async () => {
    const ada = await people.add('member', [{ id: workspace, role: 'member' }]);
    const { id, key } = await people.key('workspace/user', { ...CALL, workspace_id: workspace, user_id: ada.id });

    await people.ask(ROOT, 'DELETE', `/admin/workspaces/${workspace}/users/${ada.id}`, { user_id: ada.id, workspace_id: workspace });

    expect(await people.callWith(key)).toBe(401);
    expect((await people.ask(ROOT, 'GET', `/api-keys/${id}`)).status).toBe(404);
  });
});

describe('a key that may do everything', () => {
  it('is out of reach of all who may not, and the last one stays while nobody can sign in as an owner', async () => {
    const id = 'root-key-of-the-test';
    const row = { ...(await people.store.db.selectFrom('api_keys').selectAll().limit(1).executeTakeFirstOrThrow()), id, root: 1 as const };
    await people.store.write(async ({ tx }) => {
      await tx.updateTable('api_keys').set({ root: 0 }).execute();
      await tx
        .insertInto('api_keys')
        .values({ ...row, type: 'organisation-service', workspace_id: null, user_id: null })
        .execute();
    });
    const admin = await people.add('admin');

    const byAdmin = [
      await people.ask(admin.who, 'GET', `/api-keys/${id}`),
      await people.ask(admin.who, 'PUT', `/api-keys/${id}`, { name: 'x' }),
      await people.ask(admin.who, 'POST', `/api-keys/${id}/rotate`),
      await people.ask(admin.who, 'DELETE', `/api-keys/${id}`),
    ];
    const scopes = await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { scopes: ['configs.list'] });
    const last = await people.ask(ROOT, 'DELETE', `/api-keys/${id}`);
    await people.add('owner');
    const spare = await people.ask(ROOT, 'DELETE', `/api-keys/${id}`);

    expect(byAdmin.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(scopes.status).toBe(400);
    expect(refusal(last)).toEqual([409, 'id', 'last_root_key']);
    expect(spare.status).toBe(200);
  });
});
