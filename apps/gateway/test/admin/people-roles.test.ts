import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT, startPeople, withKey, type People, type Person, type Who } from './people.ts';

/** Who asks. `outsider` belongs to the organisation and to no workspace; `elsewhere` manages another workspace. */
const ROLES = ['owner', 'admin', 'wsAdmin', 'manager', 'member', 'elsewhere', 'outsider', 'nobody'] as const;
type Role = (typeof ROLES)[number];

let people: People;
let workspace: string;
let other: string;
const who = new Map<Role, Who>();
const person = new Map<Role, Person>();
let made = 0;

beforeAll(async () => {
  people = await startPeople();
  workspace = await people.addWorkspace('Here');
  other = await people.addWorkspace('There');
  for (const role of ['owner', 'admin'] as const) person.set(role, await people.add(role));
  for (const [name, role] of [
    ['wsAdmin', 'admin'],
    ['manager', 'manager'],
    ['member', 'member'],
  ] as const)
    person.set(name, await people.add('member', [{ id: workspace, role }]));
  person.set('elsewhere', await people.add('member', [{ id: other, role: 'admin' }]));
  person.set('outsider', await people.add('member'));
  for (const [role, { who: headers }] of person) who.set(role, headers);
  who.set('nobody', withKey('sk-sluice-of-nobody'));
});
afterAll(() => people.stop());

const anyInvite = async () =>
  (await people.ask(ROOT, 'POST', '/admin/users/invites', { email: `i-${(made += 1)}@example.com`, role: 'member' })).json.id as string;

/** A user nobody minds: written straight into the store, because passwords take their time. */
const anyUser = async (member?: 'member') => {
  const id = `user-${(made += 1)}`;
  await people.store.write(async ({ tx, now }) => {
    const dated = { created_at: now, updated_at: now };
    await tx
      .insertInto('users')
      .values({ id, email: `${id}@example.com`, first_name: '', last_name: '', role: 'member', status: 'active', password: null, ...dated })
      .execute();
    if (member)
      await tx
        .insertInto('memberships')
        .values({ workspace_id: workspace, user_id: id, role: member, ...dated })
        .execute();
  });
  return id;
};
const anyKey = async (kind: string) =>
  (
    await people.key(kind, {
      scopes: ['completions.write'],
      ...(kind !== 'organisation/service' && { workspace_id: workspace }),
      ...(kind.endsWith('user') && { user_id: await anyUser('member') }),
    })
  ).id;
const anyWorkspace = () => people.addWorkspace(`W ${(made += 1)}`);
const scopes = ['completions.write'];
const ALL: readonly Role[] = ['owner', 'admin'];
const HERE: readonly Role[] = [...ALL, 'wsAdmin'];

interface Deed {
  readonly method: string;
  readonly path: string | (() => Promise<string>);
  readonly body?: () => object | Promise<object>;
  readonly may: readonly Role[];
}

const DEEDS: Readonly<Record<string, Deed>> = {
  'list users': { method: 'GET', path: '/admin/users', may: ALL },
  'read a user': { method: 'GET', path: async () => `/admin/users/${await anyUser()}`, may: ALL },
  'change a user': { method: 'PUT', path: async () => `/admin/users/${await anyUser()}`, body: () => ({ role: 'admin' }), may: ALL },
  'make an owner': { method: 'PUT', path: async () => `/admin/users/${await anyUser()}`, body: () => ({ role: 'owner' }), may: ['owner'] },
  'demote the owner': {
    method: 'PUT',
    path: async () => {
      await people.add('owner');
      return `/admin/users/${(await people.add('owner')).id}`;
    },
    body: () => ({ role: 'member' }),
    may: ['owner'],
  },
  'remove a user': { method: 'DELETE', path: async () => `/admin/users/${await anyUser()}`, may: ALL },
  'list invites': { method: 'GET', path: '/admin/users/invites', may: ALL },
  'read an invite': { method: 'GET', path: async () => `/admin/users/invites/${await anyInvite()}`, may: ALL },
  'invite a member': {
    method: 'POST',
    path: '/admin/users/invites',
    body: () => ({ email: `m-${(made += 1)}@example.com`, role: 'member' }),
    may: ALL,
  },
  'invite an owner': {
    method: 'POST',
    path: '/admin/users/invites',
    body: () => ({ email: `o-${(made += 1)}@example.com`, role: 'owner' }),
    may: ['owner'],
  },
  'resend an invite': { method: 'POST', path: async () => `/admin/users/invites/${await anyInvite()}/resend`, may: ALL },
  'cancel an invite': { method: 'DELETE', path: async () => `/admin/users/invites/${await anyInvite()}`, may: ALL },
  'list workspaces': { method: 'GET', path: '/admin/workspaces', may: [...HERE, 'manager', 'member', 'elsewhere'] },
  'read a workspace': { method: 'GET', path: async () => `/admin/workspaces/${workspace}`, may: [...HERE, 'manager', 'member'] },
  'make a workspace': { method: 'POST', path: '/admin/workspaces', body: () => ({ name: `N ${(made += 1)}` }), may: ALL },
  'change a workspace': {
    method: 'PUT',
    path: async () => `/admin/workspaces/${workspace}`,
    body: () => ({ description: 'x' }),
    may: HERE,
  },
  'remove a workspace': {
    method: 'DELETE',
    path: async () => `/admin/workspaces/${await anyWorkspace()}`,
    body: () => ({ name: `W ${made}` }),
    may: ALL,
  },
  'list members': { method: 'GET', path: async () => `/admin/workspaces/${workspace}/users`, may: [...HERE, 'manager', 'member'] },
  'read a member': {
    method: 'GET',
    path: async () => `/admin/workspaces/${workspace}/users/${await anyUser('member')}`,
    may: [...HERE, 'manager', 'member'],
  },
  'take a member in': {
    method: 'POST',
    path: async () => `/admin/workspaces/${workspace}/users`,
    body: async () => ({ users: [{ id: await anyUser(), role: 'admin' }] }),
    may: HERE,
  },
  'change a member': {
    method: 'PUT',
    path: async () => `/admin/workspaces/${workspace}/users/${await anyUser('member')}`,
    body: () => ({ role: 'admin' }),
    may: HERE,
  },
  'send a member out': { method: 'DELETE', path: async () => `/admin/workspaces/${workspace}/users/${await anyUser('member')}`, may: HERE },
  'list keys': { method: 'GET', path: async () => `/api-keys?workspace_id=${workspace}`, may: [...HERE, 'manager', 'member'] },
  'make a key of the organisation': {
    method: 'POST',
    path: '/api-keys/organisation/service',
    body: () => ({ name: 'x', scopes }),
    may: ALL,
  },
  'read a key of the organisation': { method: 'GET', path: async () => `/api-keys/${await anyKey('organisation/service')}`, may: ALL },
  'change a key of the organisation': {
    method: 'PUT',
    path: async () => `/api-keys/${await anyKey('organisation/service')}`,
    body: () => ({ name: 'y' }),
    may: ALL,
  },
  'rotate a key of the organisation': {
    method: 'POST',
    path: async () => `/api-keys/${await anyKey('organisation/service')}/rotate`,
    may: ALL,
  },
  'remove a key of the organisation': { method: 'DELETE', path: async () => `/api-keys/${await anyKey('organisation/service')}`, may: ALL },
  'make a key of the workspace': {
    method: 'POST',
    path: '/api-keys/workspace/service',
    body: () => ({ name: 'x', scopes, workspace_id: workspace }),
    may: [...HERE, 'manager'],
  },
  'read a key of the workspace': {
    method: 'GET',
    path: async () => `/api-keys/${await anyKey('workspace/service')}`,
    may: [...HERE, 'manager'],
  },
  'change a key of the workspace': {
    method: 'PUT',
    path: async () => `/api-keys/${await anyKey('workspace/service')}`,
    body: () => ({ name: 'y' }),
    may: [...HERE, 'manager'],
  },
  'rotate a key of the workspace': {
    method: 'POST',
    path: async () => `/api-keys/${await anyKey('workspace/service')}/rotate`,
    may: [...HERE, 'manager'],
  },
  'remove a key of the workspace': {
    method: 'DELETE',
    path: async () => `/api-keys/${await anyKey('workspace/service')}`,
    may: [...HERE, 'manager'],
  },
  'make a key for a user': {
    method: 'POST',
    path: '/api-keys/workspace/user',
    body: async () => ({ name: 'x', scopes, workspace_id: workspace, user_id: await anyUser('member') }),
    may: HERE,
  },
  "read a user's key": { method: 'GET', path: async () => `/api-keys/${await anyKey('workspace/user')}`, may: HERE },
  "rotate a user's key": { method: 'POST', path: async () => `/api-keys/${await anyKey('workspace/user')}/rotate`, may: HERE },
  "remove a user's key": { method: 'DELETE', path: async () => `/api-keys/${await anyKey('workspace/user')}`, may: HERE },
  'read the audit log': { method: 'GET', path: '/audit-logs', may: [...HERE, 'elsewhere'] },
  'read the audit log of the workspace': { method: 'GET', path: async () => `/audit-logs?workspace_id=${workspace}`, may: HERE },
};

describe('of all roles', () => {
  it.each(Object.entries(DEEDS))('none but its own may %s', async (_name, { method, path, body, may }) => {
    const allowed: Role[] = [];
    const statuses = new Set<number>();

    for (const role of ROLES) {
      const at = typeof path === 'string' ? path : await path();
      const reply = await people.ask(who.get(role)!, method, at, await body?.());
      if (reply.status === 200) allowed.push(role);
      else statuses.add(reply.status);
    }

    expect(allowed).toEqual(ROLES.filter((role) => may.includes(role)));
    expect([...statuses].filter((status) => ![401, 403, 404].includes(status))).toEqual([]);
  });

  it('those who see a list see what is theirs to see', async () => {
    const seen = async (role: Role) =>
      new Set((await people.ask(who.get(role)!, 'GET', '/admin/workspaces?page_size=1000')).json.data.map(({ id }: { id: string }) => id));

    const [all, here, there] = [await seen('admin'), await seen('member'), await seen('elsewhere')];

    expect(all.size).toBeGreaterThan(3);
    expect([...here]).toEqual([workspace]);
    expect([...there]).toEqual([other]);
  });

  it('none gives a role above its own in a workspace, or takes one from above', async () => {
    const scopesOf = ['workspace_users.create', 'workspace_users.update', 'workspace_users.delete', 'workspace_users.list'];
    const { who: key } = await people.key('workspace/service', { scopes: scopesOf, workspace_id: workspace });
    const at = `/admin/workspaces/${workspace}/users`;

    const given = await people.ask(key, 'POST', at, { users: [{ id: await anyUser(), role: 'admin' }] });
    const raised = await people.ask(key, 'PUT', `${at}/${await anyUser('member')}`, { role: 'admin' });
    const taken = await people.ask(key, 'DELETE', `${at}/${person.get('wsAdmin')!.id}`);

    expect([given, raised, taken].map(({ status, json }) => [status, json.error.code])).toEqual(
      Array.from({ length: 3 }, () => [403, 'role_too_high']),
    );
  });

  it('a key that manages users gives no role that it has not the scopes of', async () => {
    const scopesOf = ['organisation_users.create', 'organisation_users.update', 'organisation_users.read', 'organisation_users.delete'];
    const { who: key } = await people.key('organisation/service', { scopes: scopesOf });
    const user = await anyUser();

    const member = await people.ask(key, 'PUT', `/admin/users/${user}`, { role: 'member' });
    const admin = await people.ask(key, 'PUT', `/admin/users/${user}`, { role: 'admin' });
    const invited = await people.ask(key, 'POST', '/admin/users/invites', { email: 'up@example.com', role: 'admin' });
    const above = await people.ask(key, 'DELETE', `/admin/users/${person.get('admin')!.id}`);
    const bound = await people.key('workspace/service', {
      scopes: ['organisation_users.create', 'workspaces.create'],
      workspace_id: workspace,
    });
    const beyond = [
      await people.ask(bound.who, 'POST', '/admin/users/invites', { email: 'b@example.com', role: 'member' }),
      await people.ask(bound.who, 'POST', '/admin/workspaces', { name: 'beyond' }),
    ];

    expect([member.status, admin.status, invited.status, above.status]).toEqual([200, 403, 403, 403]);
    expect(beyond.map(({ status }) => status)).toEqual([403, 403]);
  });
});
