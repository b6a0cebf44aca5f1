import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SHOWN_INVITE, INVITE_LINK } from '../../src/admin/resources/invites/schema.ts';
import { SHOWN_MEMBER } from '../../src/admin/resources/members/schema.ts';
import { SHOWN_USER } from '../../src/admin/resources/users/schema.ts';
import { MADE_WORKSPACE, SHOWN_WORKSPACE } from '../../src/admin/resources/workspaces/schema.ts';
import { ACCEPTED } from '../../src/admin/sign-in/schema.ts';
import type { Reply } from '../support/call.ts';
import { PASSWORD, ROOT, startPeople, type People } from './people.ts';
import { mismatch } from './support.ts';

let people: People;

beforeAll(async () => {
  people = await startPeople({ SLUICE_AUTH: 'required' }, 'configs: [{ slug: pc-file, config: { provider: mock } }]');
});
afterAll(() => people.stop());

/** What a test reads of an entry of the audit log. */
interface Entry {
  readonly actor: string;
  readonly action: string;
  readonly before: { readonly name: string } | null;
  readonly after: { readonly name: string } | null;
}

const agrees = (schema: Parameters<typeof mismatch>[0], { status, json }: Reply) =>
  mismatch(schema, { status, headers: new Headers(), body: json });
const refusal = ({ status, json }: Reply) => [status, json.error.code];
const root = (method: string, path: string, body?: object) => people.ask(ROOT, method, path, body);
const tokenIn = ({ json }: Reply) => new URL(json.invite_link as string).searchParams.get('token')!;
const accept = (token: string, more: object = {}) =>
  people.ask({}, 'POST', '/admin/invites/accept', { token, password: PASSWORD, ...more });

describe('an invite', () => {
  it('makes a user with roles and a key when it is accepted, once', async () => {
    const workspace = await people.addWorkspace('Invited');
    const body = {
      email: 'Zoe@Example.com',
      role: 'member',
      workspaces: [
        { id: 'default', role: 'member' },
        { id: workspace, role: 'manager' },
      ],
      workspace_api_key_details: { name: 'first key', scopes: ['completions.write', 'logs.list'], metadata: { who: 'zoe' } },
    };

    const link = await root('POST', '/admin/users/invites', body);
    const pending = await root('GET', `/admin/users/invites/${link.json.id}`);
    const kept = await people.store.db.selectFrom('invites').selectAll().where('id', '=', link.json.id).execute();
    const accepted = await accept(tokenIn(link), { first_name: 'Zoe', last_name: 'Q' });
    const again = await accept(tokenIn(link));
    const after = await root('GET', `/admin/users/invites/${link.json.id}`);
    const keys = accepted.json.workspace_api_keys as { workspace_id: string; id: string; key: string }[];
    const shown = await root('GET', `/api-keys/${keys[0]!.id}`);

    expect(agrees(INVITE_LINK, link)).toBeUndefined();
    expect(link.json.invite_link).toMatch(new RegExp(`^${people.url}/console/invite\\?token=[\\w-]{43}$`));
    expect(agrees(SHOWN_INVITE, pending)).toBeUndefined();
    expect(pending.json).toMatchObject({ email: 'zoe@example.com', status: 'pending', accepted_at: null, invited_by: 'root' });
    expect(JSON.stringify(kept) + pending.text).not.toContain(tokenIn(link));
    expect(agrees(ACCEPTED, accepted)).toBeUndefined();
    expect(accepted.json.user).toMatchObject({
      email: 'zoe@example.com',
      role: 'member',
      first_name: 'Zoe',
      workspace_ids: [people.home, workspace],
    });
    expect(keys.map(({ workspace_id: id }) => id)).toEqual([people.home, workspace]);
    expect(await people.callWith(keys[1]!.key)).toBe(200);
    expect(shown.json).toMatchObject({
      name: 'first key',
      user_id: accepted.json.user.id,
      defaults: { metadata: { who: 'zoe' } },
      creation_mode: 'auto',
    });
    expect(refusal(again)).toEqual([401, 'invite_invalid']);
    expect(after.json.status).toBe('accepted');
    expect(refusal(await root('DELETE', `/admin/users/invites/${link.json.id}`))).toEqual([409, 'accepted']);
  });

  it('has a new link when it is sent again, and the old one leads nowhere', async () => {
    const first = await root('POST', '/admin/users/invites', { email: 'again@example.com', role: 'member' });

    const second = await root('POST', `/admin/users/invites/${first.json.id}/resend`);
    const old = await accept(tokenIn(first));
    const fresh = await accept(tokenIn(second));

    expect(second.json.inviteLink).toBe(second.json.invite_link);
    expect([old.status, fresh.status]).toEqual([401, 200]);
    expect(refusal(await root('POST', `/admin/users/invites/${first.json.id}/resend`))).toEqual([409, 'accepted']);
  });

  it('is over after a week, until it is sent again', async () => {
    const link = await root('POST', '/admin/users/invites', { email: 'late@example.com', role: 'member' });
    const { expires_at: end } = (await root('GET', `/admin/users/invites/${link.json.id}`)).json as { expires_at: string };
    await people.store.write(({ tx, now }) =>
      tx
        .updateTable('invites')
        .set({ expires_at: now - 1 })
        .where('id', '=', link.json.id)
        .execute(),
    );

    const late = await accept(tokenIn(link));
    const expired = await root('GET', '/admin/users/invites?status=expired&pageSize=10&currentPage=0');
    const resent = await root('POST', `/admin/users/invites/${link.json.id}/resend`);

    expect((Date.parse(end) - Date.now()) / (24 * 60 * 60 * 1000)).toBeCloseTo(7, 2);
    expect(late.status).toBe(401);
    expect(expired.json.data).toEqual([expect.objectContaining({ id: link.json.id, status: 'expired' })]);
    expect((await accept(tokenIn(resent))).status).toBe(200);
  });

  it('is cancelled, and stays in the list as that', async () => {
    const link = await root('POST', '/admin/users/invites', { email: 'no@example.com', role: 'admin' });

    const cancelled = await root('DELETE', `/admin/users/invites/${link.json.id}`, { invite_id: link.json.id });
    const listed = await root('GET', '/admin/users/invites?email=NO@example.com&role=admin');

    expect(cancelled.json).toEqual({});
    expect((await accept(tokenIn(link))).status).toBe(401);
    expect(listed.json).toMatchObject({ object: 'list', total: 1, data: [{ status: 'cancelled' }] });
    expect(refusal(await root('POST', `/admin/users/invites/${link.json.id}/resend`))).toEqual([409, 'cancelled']);
  });

  it('is not sent twice, nor to a user, nor to what is not there', async () => {
    const user = await people.add('member');
    await root('POST', '/admin/users/invites', { email: 'twice@example.com', role: 'member' });
    const send = (body: object) => root('POST', '/admin/users/invites', { email: 'new@example.com', role: 'member', ...body });

    const refusals = [
      await send({ email: 'TWICE@example.com' }),
      await send({ email: user.email }),
      await send({ email: 'no address' }),
      await send({ role: 'king' }),
      await send({ workspaces: [{ id: 'nowhere', role: 'member' }] }),
      await send({
        workspaces: [
          { id: 'default', role: 'member' },
          { id: people.home, role: 'member' },
        ],
      }),
      await send({ workspace_api_key_details: { scopes: ['completions.write'] } }),
      await send({ workspaces: [{ id: 'default', role: 'member' }], workspace_api_key_details: { scopes: ['configs.create'] } }),
    ];

    expect(refusals.map(refusal)).toEqual([
      [409, 'is_invited'],
      [409, 'is_user'],
      [400, 'invalid_value'],
      [400, 'invalid_value'],
      [404, 'not_found'],
      [400, 'invalid_value'],
      [400, 'invalid_value'],
      [400, 'invalid_value'],
    ]);
  });

  it('goes with its sender', async () => {
    const sender = await people.add('admin');
    const link = await people.ask(sender.who, 'POST', '/admin/users/invites', { email: 'friend@example.com', role: 'admin' });

    await root('DELETE', `/admin/users/${sender.id}`, { user_id: sender.id });

    expect((await accept(tokenIn(link))).status).toBe(401);
  });
});

describe('a user', () => {
  it('is listed, found, changed and removed', async () => {
    const { id, email } = await people.add('member', [{ id: people.home, role: 'member' }]);

    const shown = await root('GET', `/admin/users/${id}`);
    const byEmail = await root('GET', `/admin/users?email=${email.toUpperCase()}&pageSize=50&currentPage=0`);
    const byRole = await root('GET', '/admin/users?role=owner');
    const changed = await root('PUT', `/admin/users/${id}`, { role: 'admin', first_name: 'Ida' });
    const removed = await root('DELETE', `/admin/users/${id}`, { user_id: id });

    expect(agrees(SHOWN_USER, shown)).toBeUndefined();
    expect(byEmail.json).toMatchObject({ object: 'list', total: 1, data: [shown.json] });
    expect(byRole.json.data).toEqual([]);
    expect(changed.json).toMatchObject({ id, role: 'admin', first_name: 'Ida' });
    expect(removed.json).toEqual({});
    expect((await root('GET', `/admin/users/${id}`)).status).toBe(404);
    expect(await people.store.db.selectFrom('memberships').selectAll().where('user_id', '=', id).execute()).toEqual([]);
  });

  it('is found by a part of a name or of an address, in which every character stands for itself', async () => {
    const { id, email } = await people.add('member');
    await root('PUT', `/admin/users/${id}`, { first_name: 'Grace 100%', last_name: 'Hopper' });
    const found = async (search: string) =>
      ((await root('GET', `/admin/users?search=${encodeURIComponent(search)}`)).json.data as { id: string }[]).map((user) => user.id);

    expect(await found('HOPPE')).toEqual([id]);
    expect(await found('e 100%')).toEqual([id]);
    expect(await found('e%100')).toEqual([]);
    expect(await found(email.slice(0, -4).toUpperCase())).toEqual([id]);
  });

  it('who is the last owner is neither removed, nor demoted, nor disabled', async () => {
    const first = await people.add('owner');
    const second = await people.add('owner');

    const one = await root('PUT', `/admin/users/${first.id}`, { role: 'member' });
    const last = [
      await root('PUT', `/admin/users/${second.id}`, { role: 'admin' }),
      await root('PUT', `/admin/users/${second.id}`, { status: 'disabled' }),
      await root('DELETE', `/admin/users/${second.id}`),
      await people.ask(second.who, 'DELETE', `/admin/users/${second.id}`),
    ];
    const renamed = await root('PUT', `/admin/users/${second.id}`, { role: 'owner', last_name: 'Last' });

    expect(one.status).toBe(200);
    expect(last.map(refusal)).toEqual(Array.from({ length: 4 }, () => [409, 'last_owner']));
    expect(renamed.status).toBe(200);
  });
});

describe('a workspace', () => {
  it('is made with people in it, listed, found by id and slug, changed, and removed by name', async () => {
    const ada = await people.add('member');
    const bea = await people.add('member');
    const body = {
      name: 'Team Blue',
      description: 'blue',
      defaults: { metadata: { team: 'blue' } },
      users: [ada.id, { id: bea.id, role: 'manager' }],
    };

    const made = await root('POST', '/admin/workspaces', body);
    const { id, slug } = made.json as { id: string; slug: string };
    const byId = await root('GET', `/admin/workspaces/${id}`);
    const bySlug = await root('GET', `/admin/workspaces/${slug}`);
    const bare = await root('GET', `/admin/workspaces/${slug}?with_users=false`);
    const byPart = await root('GET', '/admin/workspaces?name=blu&page_size=10&current_page=0');
    const exact = await root('GET', '/admin/workspaces?exact_name=team%20blue');
    const changed = await root('PUT', `/admin/workspaces/${slug}`, { workspace_id: slug, name: 'Team Red', description: null });
    const wrong = await root('DELETE', `/admin/workspaces/${id}`, { workspace_id: id, name: 'Team Blue' });
    const removed = await root('DELETE', `/admin/workspaces/${id}`, { workspace_id: id, name: 'Team Red' });

    expect(agrees(MADE_WORKSPACE, made)).toBeUndefined();
    expect(made.json).toMatchObject({
      is_default: 0,
      defaults: { metadata: { team: 'blue' }, object: 'workspace' },
      users: [
        { id: ada.id, role: 'member' },
        { id: bea.id, role: 'manager' },
      ],
    });
    expect(slug).toMatch(/^ws-team-blue-[a-z0-9]{6}$/);
    expect(agrees(SHOWN_WORKSPACE, byId)).toBeUndefined();
    expect(byId.json.users.map((user: { id: string; role: string }) => [user.id, user.role])).toEqual(
      expect.arrayContaining([
        [ada.id, 'member'],
        [bea.id, 'manager'],
      ]),
    );
    const { users: _, ...rest } = byId.json;
    expect(bare.json).toEqual(rest);
    expect(bySlug.json).toEqual(byId.json);
    expect(byPart.json.data.map((each: { id: string }) => each.id)).toEqual([id]);
    expect(exact.json.total).toBe(0);
    expect(changed.json).toMatchObject({ id, slug, name: 'Team Red', description: null });
    expect(wrong.status).toBe(400);
    expect(removed.json).toEqual({});
    expect((await root('GET', `/admin/workspaces/${id}`)).status).toBe(404);
  });

  it('that holds something stays, and so does the default one', async () => {
    const id = await people.addWorkspace('Full');
    const { id: key } = await people.key('workspace/service', { scopes: ['completions.write'], workspace_id: id });

    const full = await root('DELETE', `/admin/workspaces/${id}`, { name: 'Full' });
    await root('DELETE', `/api-keys/${key}`);
    const empty = await root('DELETE', `/admin/workspaces/${id}`, { name: 'Full' });
    const first = await root('DELETE', '/admin/workspaces/default', { name: 'Default' });

    expect(refusal(full)).toEqual([409, 'not_empty']);
    expect(full.json.message).toContain('API keys');
    expect(empty.status).toBe(200);
    expect(refusal(first)).toEqual([409, 'default_workspace']);
  });

  it('enforces only what is there for it', async () => {
    const id = await people.addWorkspace('Strict');
    const put = (defaults: unknown) => root('PUT', `/admin/workspaces/${id}`, { defaults });

    const given = await put({ config: 'pc-file', metadata: { team: 'strict' }, input_guardrails: [], object: 'workspace' });
    const refusals = [
      await put({ config: 'pc-none' }),
      await put({ input_guardrails: ['pg-none'] }),
      await put({ output_guardrails: ['pg-none'] }),
      await put({ metadata: { team: 7 } }),
      await put({ user_api_key_config: { expiry: 1 } }),
    ];
    const taken = await root('POST', '/admin/workspaces', { name: 'x', slug: 'default' });

    expect(given.json.defaults).toEqual({ config: 'pc-file', metadata: { team: 'strict' }, input_guardrails: [], object: 'workspace' });
    expect(refusals.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(refusals.map(({ json }) => json.error.param)).toEqual([
      'defaults.config',
      'defaults.input_guardrails',
      'defaults.output_guardrails',
      'defaults.metadata.team',
      'defaults.user_api_key_config',
    ]);
    expect(refusal(taken)).toEqual([409, 'slug_taken']);
  });

  it('does not say itself what it may spend', async () => {
    const id = await people.addWorkspace('Thrifty');
    const chief = await people.add('member', [{ id, role: 'admin' }]);
    const limits = { usage_limits: { type: 'cost', credit_limit: 10 } };

    await root('PUT', `/admin/workspaces/${id}`, limits);
    const own = [
      await people.ask(chief.who, 'PUT', `/admin/workspaces/${id}`, { usage_limits: null }),
      await people.ask(chief.who, 'PUT', `/admin/workspaces/${id}`, { rate_limits: null }),
      await people.ask(chief.who, 'PUT', `/admin/workspaces/${id}`, { reset_usage: true }),
    ];
    const named = await people.ask(chief.who, 'PUT', `/admin/workspaces/${id}`, { name: 'Thriftier' });

    expect(own.map(refusal)).toEqual(Array.from({ length: 3 }, () => [403, 'missing_scope']));
    expect(named.json).toMatchObject({ name: 'Thriftier', ...limits });
  });
});

describe('members of a workspace', () => {
  it('are taken in, listed, found, given another role, and sent out', async () => {
    const id = await people.addWorkspace('Members');
    const ada = await people.add('member');
    const bea = await people.add('admin');
    const at = `/admin/workspaces/${id}/users`;

    const added = await root('POST', at, {
      workspace_id: id,
      users: [
        { id: ada.id, role: 'member' },
        { id: bea.id, role: 'manager' },
      ],
    });
    const shown = await root('GET', `${at}/${ada.id}`);
    const listed = await root('GET', `${at}?page_size=10&current_page=0&workspaceId=${id}`);
    const managers = await root('GET', `${at}?role=manager`);
    const changed = await root('PUT', `${at}/${ada.id}`, { user_id: ada.id, role: 'manager' });
    const again = await root('POST', at, { users: [{ id: ada.id, role: 'member' }] });
    const nobody = await root('POST', at, { users: [{ id: 'nobody', role: 'member' }] });
    const gone = await root('DELETE', `${at}/${ada.id}`, { workspace_id: id, user_id: ada.id });

    expect(added.status).toBe(200);
    expect(agrees(SHOWN_MEMBER, shown)).toBeUndefined();
    expect(shown.json).toMatchObject({
      id: ada.id,
      org_role: 'member',
      role: 'member',
      workspace_id: id,
      object: 'workspace-user',
      settings: null,
    });
    expect(shown.json.scopes).toContain('completions.write');
    expect(listed.json.total).toBe(2);
    expect(managers.json.data.map((each: { id: string }) => each.id)).toEqual([bea.id]);
    expect(changed.json.role).toBe('manager');
    expect([refusal(again), refusal(nobody)]).toEqual([
      [409, 'is_member'],
      [404, 'not_found'],
    ]);
    expect(gone.json).toEqual({});
    expect((await root('GET', `${at}/${ada.id}`)).status).toBe(404);
  });
});

describe('the audit log', () => {
  it('says who changed what, before and after, in pages, and tells a workspace only of itself', async () => {
    const id = await people.addWorkspace('Logged');
    const chief = await people.add('member', [{ id, role: 'admin' }]);
    const other = await people.addWorkspace('Not logged');
    const { id: key } = await people.key('workspace/service', { scopes: ['completions.write'], workspace_id: id, name: 'old name' });
    const start = new Date().toISOString();
    await people.ask(chief.who, 'PUT', `/api-keys/${key}`, { name: 'new name' });
    await root('DELETE', `/api-keys/${key}`);

    const all = await root('GET', `/audit-logs?resource_id=${key}`);
    const first = await root('GET', `/audit-logs?resource_id=${key}&page_size=2`);
    const rest = await root('GET', `/audit-logs?resource_id=${key}&page_size=2&cursor=${first.json.next_cursor}`);
    const since = await root('GET', `/audit-logs?resource_id=${key}&from=${start}`);
    const byChief = await root('GET', `/audit-logs?actor=user:${chief.id}&action=workspace_service_api_keys.update`);
    const own = await people.ask(chief.who, 'GET', '/audit-logs');
    const named = await people.ask(chief.who, 'GET', '/audit-logs?workspace_id=Logged');
    const elsewhere = await people.ask(chief.who, 'GET', `/audit-logs?workspace_id=${other}`);

    expect(all.json.data.map(({ actor, action, before, after }: Entry) => [actor, action, before?.name, after?.name])).toEqual([
      ['root', 'workspace_service_api_keys.delete', 'new name', undefined],
      [`user:${chief.id}`, 'workspace_service_api_keys.update', 'old name', 'new name'],
      ['root', 'workspace_service_api_keys.create', undefined, 'old name'],
    ]);
    expect(all.json.next_cursor).toBeNull();
    expect([...first.json.data, ...rest.json.data]).toEqual(all.json.data);
    expect(since.json.data).toEqual(all.json.data.slice(0, 2));
    expect(byChief.json.data).toEqual([all.json.data[1]]);
    expect(own.json.data.length).toBeGreaterThan(3);
    expect(new Set(own.json.data.map(({ workspace_id: each }: { workspace_id: string }) => each))).toEqual(new Set([id]));
    expect(named.status).toBe(404);
    expect(elsewhere.status).toBe(404);
  });
});
