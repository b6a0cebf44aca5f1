import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WORKSPACE_ROLES } from '../../src/admin/roles.ts';
import type { Reply } from '../support/call.ts';
import { PASSWORD, ROOT, startPeople, withKey, type People, type Who } from './people.ts';

const PEOPLE = ['organisation_users.create', 'organisation_users.update', 'workspace_users.create', 'workspace_users.update'];
const FILE = `
api_keys:
  - name: limited
    key: a-limited-key-of-the-config-file
    scopes: [${PEOPLE.join(', ')}, organisation_service_api_keys.create, completions.write]
    rate_limits: [{ type: requests, unit: rpm, value: 100 }]
  - name: free
    key: a-free-key-of-the-config-file
    scopes: [${PEOPLE.join(', ')}, organisation_service_api_keys.create, completions.write]
configs: [{ slug: pc-file, config: { provider: mock } }]
`;
const LIMITED = withKey('a-limited-key-of-the-config-file');
const FREE = withKey('a-free-key-of-the-config-file');

let people: People;
let workspace: string;
let made = 0;

beforeAll(async () => {
  people = await startPeople({ SLUICE_AUTH: 'required' }, FILE);
  workspace = await people.addWorkspace('Bounds');
});
afterAll(() => people.stop());

const refusal = ({ status, json }: Reply) => [status, json.error.code];
const email = () => `b-${(made += 1)}@example.com`;
const invite = (who: Who, body: object = {}, headers: Who = {}) =>
  people.ask(who, 'POST', '/admin/users/invites', { email: email(), role: 'member', ...body }, headers);
const accept = ({ json }: Reply) =>
  people.ask({}, 'POST', '/admin/invites/accept', {
    token: new URL(json.invite_link as string).searchParams.get('token')!,
    password: PASSWORD,
  });
const later = () => new Date(Date.now() + 3_600_000).toISOString();

describe('a key with a bound of its own', () => {
  it.each([
    ['an end', () => ({ expires_at: later() })],
    ['models', () => ({ allowed_models: ['mock'] })],
    ['providers', () => ({ allowed_providers: ['mock'] })],
    ['a config to keep to', () => ({ defaults: { config_id: 'pc-file', allow_config_override: false } })],
    ['a budget', () => ({ usage_limits: { type: 'cost', credit_limit: 5 } })],
    ['a rate', () => ({ rate_limits: [{ type: 'requests', unit: 'rpm', value: 100 }] })],
  ])('gives nobody a role where that is %s', async (_what, bound) => {
    const member = await people.add('member', [{ id: workspace, role: 'member' }]);
    const stranger = await people.add('member');
    const disabled = await people.add('member');
    await people.ask(ROOT, 'PUT', `/admin/users/${disabled.id}`, { status: 'disabled' });
    const pending = await invite(ROOT);
    const scopes = [...new Set([...PEOPLE, ...WORKSPACE_ROLES.member])];
    const { who } = await people.key('organisation/service', { scopes, ...bound() });
    const unbound = await people.key('organisation/service', { scopes });
    const members = `/admin/workspaces/${workspace}/users`;

    const refused = [
      await invite(who),
      await people.ask(who, 'POST', `/admin/users/invites/${pending.json.id}/resend`),
      await people.ask(who, 'PUT', `/admin/users/${disabled.id}`, { status: 'active' }),
      await people.ask(who, 'POST', members, { users: [{ id: stranger.id, role: 'member' }] }),
      await people.ask(who, 'PUT', `${members}/${member.id}`, { role: 'member' }),
    ];
    const free = await people.ask(unbound.who, 'PUT', `${members}/${member.id}`, { role: 'member' });

    expect(refused.map(refusal)).toEqual(refused.map(() => [403, 'key_is_limited']));
    expect(free.status).toBe(200);
  });

  it('is one with limits in the config file, too: it makes no keys that call providers', async () => {
    const make = (who: Who) => people.ask(who, 'POST', '/api-keys/organisation/service', { name: 'child', scopes: ['completions.write'] });

    const limited = [await make(LIMITED), await invite(LIMITED)];
    const free = [await make(FREE), await invite(FREE)];

    expect(limited.map(refusal)).toEqual([
      [403, 'key_is_limited'],
      [403, 'key_is_limited'],
    ]);
    expect(free.map(({ status }) => status)).toEqual([200, 200]);
    expect((await accept(free[1]!)).status).toBe(200);
  });
});

describe('an invite', () => {
  const dead = [401, 'invite_invalid'];

  it('is over where its sender was demoted or disabled since, until somebody who may sends it again', async () => {
    const [demoted, disabled] = [await people.add('admin'), await people.add('admin')];
    const links = [await invite(demoted.who, { role: 'admin' }), await invite(demoted.who), await invite(disabled.who)];
    await people.ask(ROOT, 'PUT', `/admin/users/${demoted.id}`, { role: 'member' });
    await people.ask(ROOT, 'PUT', `/admin/users/${disabled.id}`, { status: 'disabled' });

    const over = [await accept(links[0]!), await accept(links[1]!), await accept(links[2]!)];
    const resent = await people.ask(ROOT, 'POST', `/admin/users/invites/${links[1]!.json.id}/resend`);

    expect(over.map(refusal)).toEqual([dead, dead, dead]);
    expect((await accept(resent)).status).toBe(200);
  });

  it('is over where the key that sent it was removed, bounded, or has lost what it gave since', async () => {
    const scopes = ['organisation_users.create', 'completions.write'];
    const keys = [];
    for (let n = 0; n < 4; n += 1) keys.push(await people.key('organisation/service', { scopes }));
    const links = [];
    for (const { who } of keys) links.push(await invite(who));

    await people.ask(ROOT, 'DELETE', `/api-keys/${keys[0]!.id}`);
    await people.ask(ROOT, 'PUT', `/api-keys/${keys[1]!.id}`, { expires_at: later() });
    await people.ask(ROOT, 'PUT', `/api-keys/${keys[2]!.id}`, { scopes: ['completions.write'] });
    const over = [await accept(links[0]!), await accept(links[1]!), await accept(links[2]!)];

    expect(over.map(refusal)).toEqual([dead, dead, dead]);
    expect((await accept(links[3]!)).status).toBe(200);
  });
});

describe('a reply that is told again', () => {
  it('is not told to a key that could not make the thing any more', async () => {
    const scopes = [
      'organisation_service_api_keys.create',
      'organisation_service_api_keys.update',
      'configs.create',
      'organisation_users.create',
    ];
    const { id, who } = await people.key('organisation/service', { scopes });
    const child = { name: 'child', scopes: ['configs.create'] };
    const [target, invited] = [await people.key('organisation/service', { scopes: ['configs.create'] }), email()];
    const ask = async () => [
      await people.ask(who, 'POST', '/api-keys/organisation/service', child, { 'idempotency-key': 'child' }),
      await people.ask(who, 'POST', `/api-keys/${target.id}/rotate`, {}, { 'idempotency-key': 'rotate' }),
      await invite(who, { email: invited }, { 'idempotency-key': 'invite' }),
    ];

    const first = await ask();
    const again = await ask();
    await people.ask(ROOT, 'PUT', `/api-keys/${id}`, { scopes: scopes.filter((scope) => scope !== 'configs.create'), expires_at: later() });
    const lost = await ask();

    expect(first.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(again.map(({ json }) => json as unknown)).toEqual(first.map(({ json }) => json as unknown));
    expect(lost.map(refusal)).toEqual([
      [403, 'wider_than_maker'],
      [403, 'wider_than_maker'],
      [403, 'key_is_limited'],
    ]);
  });
});

describe('a key that only changes keys', () => {
  it('lets none do more that may more than itself, but holds it shorter', async () => {
    const { who } = await people.key('workspace/service', { scopes: ['workspace_service_api_keys.update'], workspace_id: workspace });
    const other = await people.key('workspace/service', {
      scopes: ['completions.write'],
      workspace_id: workspace,
      allowed_models: ['mock'],
      allowed_providers: ['mock'],
      expires_at: later(),
      usage_limits: { type: 'cost', credit_limit: 5 },
      rate_limits: [{ type: 'requests', unit: 'rpm', value: 100 }],
    });
    const change = (body: object) => people.ask(who, 'PUT', `/api-keys/${other.id}`, body);

    const lifted = [
      await change({ allowed_models: null }),
      await change({ allowed_models: ['mock', 'large'] }),
      await change({ allowed_providers: null }),
      await change({ expires_at: null }),
      await change({ usage_limits: null }),
      await change({ rate_limits: null }),
      await change({ reset_usage: true }),
    ];
    const shorter = [await change({ name: 'n' }), await change({ expires_at: new Date(Date.now() + 60_000).toISOString() })];

    expect(lifted.map(refusal)).toEqual(lifted.map(() => [403, 'wider_than_maker']));
    expect(shorter.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe("a user's key that was removed", () => {
  it('is nobody’s at once, also where this process has not heard of it', async () => {
    const ada = await people.add('member', [{ id: workspace, role: 'manager' }]);
    const { id, who } = await people.key('workspace/user', { scopes: ['configs.list'], workspace_id: workspace, user_id: ada.id });
    const before = await people.ask(who, 'GET', '/configs');

    await people.store.write(({ tx }) => tx.deleteFrom('api_keys').where('id', '=', id).execute());
    const after = await people.ask(who, 'GET', '/configs');

    expect([before.status, after.status]).toEqual([200, 401]);
  });
});
