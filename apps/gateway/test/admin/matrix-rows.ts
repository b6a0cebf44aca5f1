import type { Scope } from '../../src/admin/scopes.ts';
import { ROOT, type People } from './people.ts';

/** Where the rows' things are made, and what makes them. */
export interface Scene {
  readonly people: People;
  /** The id of the workspace that all is about. */
  readonly here: string;
  /** A number that nobody had. */
  readonly next: () => number;
}

/** What one address asks of whoever asks it. */
export interface Row {
  readonly needs: Scope;
  /** What else its asker must have, because it gives that to somebody. */
  readonly gives?: readonly Scope[];
  /** Whose the thing is: of the workspace, or of the whole organisation. */
  readonly of: 'workspace' | 'organisation';
  /** The address of something that is there, or where something is to be made. */
  readonly at: (scene: Scene) => string | Promise<string>;
  readonly body?: (scene: Scene) => object | Promise<object>;
  /** A list shows to each what they may see: what has to be in it, for who may see that. */
  readonly shows?: (scene: Scene) => string | Promise<string>;
  /** Other scopes that open the list, for things of another kind. */
  readonly opens?: readonly Scope[];
  /** What is answered to who may. */
  readonly answers?: number;
}

interface Kind {
  readonly word: string;
  readonly of: Row['of'];
  readonly make: (scene: Scene) => object | Promise<object>;
  readonly change: object;
}

async function made({ people }: Scene, path: string, body: object): Promise<Readonly<Record<string, string>>> {
  const { status, json } = await people.ask(ROOT, 'POST', path, body);
  if (status !== 200) throw new Error(`POST ${path}: ${JSON.stringify(json)}`);
  return json as Readonly<Record<string, string>>;
}

const keyOf = (thing: Readonly<Record<string, string>>) => encodeURIComponent(thing['id'] ?? thing['slug']!);

const named = ({ here, next }: Scene) => ({ name: `thing-${next()}`, workspace_id: here });

/** Kinds of things that are made, listed, read, changed and removed alike. */
const KINDS: Readonly<Record<string, Kind>> = {
  '/configs': {
    word: 'configs',
    of: 'workspace',
    make: (scene) => ({ ...named(scene), config: { provider: 'mock' } }),
    change: { name: 'x' },
  },
  '/prompts': { word: 'prompts', of: 'workspace', make: (scene) => ({ ...named(scene), string: 'Hello' }), change: { name: 'x' } },
  '/prompts/partials': { word: 'prompts', of: 'workspace', make: (scene) => ({ ...named(scene), string: 'Hello' }), change: { name: 'x' } },
  '/labels': { word: 'prompts', of: 'workspace', make: named, change: { color_code: '#ff0000' } },
  '/collections': { word: 'prompts', of: 'workspace', make: named, change: { name: 'x' } },
  '/guardrails': {
    word: 'guardrails',
    of: 'workspace',
    make: (scene) => ({ ...named(scene), checks: [{ id: 'default.contains', parameters: { words: ['a'], operator: 'any' } }] }),
    change: { name: 'x' },
  },
  '/virtual-keys': {
    word: 'virtual_keys',
    of: 'workspace',
    make: (scene) => ({ ...named(scene), provider: 'mock' }),
    change: { name: 'x' },
  },
  '/integrations': {
    word: 'workspace_integrations',
    of: 'workspace',
    make: (scene) => ({ ...named(scene), ai_provider_id: 'mock' }),
    change: { name: 'x' },
  },
  '/providers': {
    word: 'providers',
    of: 'workspace',
    make: async (scene) => ({
      ...named(scene),
      integration_id: (await made(scene, '/integrations', { ...named(scene), ai_provider_id: 'mock' }))['id'],
    }),
    change: { name: 'x' },
  },
  '/admin/aliases': {
    word: 'aliases',
    of: 'organisation',
    make: ({ next }) => ({ provider: 'mock', model: `m${next()}`, sends: 'mock' }),
    change: { sends: 'another' },
  },
  '/admin/prices': {
    word: 'prices',
    of: 'organisation',
    make: ({ next }) => ({ provider: 'mock', model: `m${next()}`, context: 1000 }),
    change: { context: 2000 },
  },
};

const anyUser = async ({ people }: Scene, workspace?: string) =>
  (await people.add('member', workspace === undefined ? [] : [{ id: workspace, role: 'member' }])).id;
const invite = (scene: Scene) => made(scene, '/admin/users/invites', { email: `i-${scene.next()}@example.com`, role: 'member' });
const version = async (scene: Scene, path: string) => `${path}/${keyOf(await made(scene, path, await KINDS[path]!.make(scene)))}`;
const apiKey = (scene: Scene, scopes: readonly Scope[], path = '/api-keys/workspace/service') =>
  made(scene, path, { scopes, ...(path.includes('workspace') ? named(scene) : { name: `key-${scene.next()}` }) });
const wide = async (scene: Scene) =>
  `/integrations/${keyOf(await made(scene, '/integrations', { name: `thing-${scene.next()}`, ai_provider_id: 'mock', workspace_id: null }))}`;

/** What somebody has to have who takes a member in. */
const OF_A_MEMBER: readonly Scope[] = [
  'completions.write',
  'prompts.render',
  'logs.list',
  'logs.view',
  'logs.read',
  'logs.write',
  'analytics.view',
  'virtual_keys.list',
  'virtual_keys.read',
  'providers.list',
  'providers.read',
  'configs.list',
  'configs.read',
  'guardrails.list',
  'guardrails.read',
  'workspaces.list',
  'workspaces.read',
  'workspace_users.list',
  'workspace_users.read',
  'prompts.list',
  'prompts.read',
  'workspace_user_api_keys.create',
  'workspace_user_api_keys.list',
  'workspace_user_api_keys.read',
  'workspace_user_api_keys.update',
  'workspace_user_api_keys.delete',
];

const alike = Object.entries(KINDS).flatMap(([path, { word, of, make, change }]): [string, Row][] => {
  const one = async (scene: Scene) => `${path}/${keyOf(await made(scene, path, await make(scene)))}`;
  const row = (verb: string, rest: Omit<Row, 'needs' | 'of'>): Row => ({ needs: `${word}.${verb}` as Scope, of, ...rest });
  return [
    [
      `GET ${path}`,
      row('list', { at: () => `${path}?page_size=1000`, shows: async (scene) => (await made(scene, path, await make(scene)))['id']! }),
    ],
    [`GET ${path}/:key`, row('read', { at: one })],
    [`POST ${path}`, row('create', { at: () => path, body: make })],
    [`PUT ${path}/:key`, row('update', { at: one, body: () => change })],
    [`DELETE ${path}/:key`, row('delete', { at: one })],
  ];
});

const USERS = '/admin/workspaces/:workspace/users';
const people = { of: 'organisation' } as const;
const members = { of: 'workspace', at: ({ here }: Scene) => `/admin/workspaces/${here}/users` } as const;
const aMember = async (scene: Scene) => `/admin/workspaces/${scene.here}/users/${await anyUser(scene, scene.here)}`;
const keys = { of: 'workspace' } as const;

/** What each address of the admin API asks of whoever asks it, in the words of the wire spec: written down here, and taken from no source of ours. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(alike),
  'GET /integrations': { ...Object.fromEntries(alike)['GET /integrations']!, opens: ['integrations.list'] },
  'GET /configs/:key/versions': {
    needs: 'configs.read',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/configs')}/versions`,
  },
  'GET /guardrails/:key/versions': {
    needs: 'guardrails.read',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/guardrails')}/versions`,
  },
  'GET /prompts/:key/versions': {
    needs: 'prompts.read',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/prompts')}/versions`,
  },
  'GET /prompts/:key/versions/:version': {
    needs: 'prompts.read',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/prompts')}/versions/1`,
  },
  'PUT /prompts/:key/versions/:version': {
    needs: 'prompts.update',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/prompts')}/versions/1`,
    body: () => ({ label_id: null }),
  },
  'PUT /prompts/:key/makeDefault': {
    needs: 'prompts.publish',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/prompts')}/makeDefault`,
    body: () => ({ version: 1 }),
  },
  'GET /prompts/partials/:key/versions': {
    needs: 'prompts.read',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/prompts/partials')}/versions`,
  },
  'PUT /prompts/partials/:key/makeDefault': {
    needs: 'prompts.publish',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/prompts/partials')}/makeDefault`,
    body: () => ({ version: 1 }),
  },
  'GET /integrations/:key/workspaces': {
    needs: 'integrations.read',
    of: 'organisation',
    at: async (scene) => `${await wide(scene)}/workspaces`,
  },
  'PUT /integrations/:key/workspaces': {
    needs: 'integrations.update',
    of: 'organisation',
    at: async (scene) => `${await wide(scene)}/workspaces`,
    body: ({ here }) => ({ workspaces: [{ id: here, enabled: false }] }),
  },
  'GET /integrations/:key/models': {
    needs: 'workspace_integrations.read',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/integrations')}/models`,
  },
  'PUT /integrations/:key/models': {
    needs: 'workspace_integrations.update',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/integrations')}/models`,
    body: () => ({ allow_all_models: true }),
  },
  'DELETE /integrations/:key/models': {
    needs: 'workspace_integrations.update',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/integrations')}/models?slugs=none`,
  },
  'GET /admin/users': { ...people, needs: 'organisation_users.list', at: () => '/admin/users?page_size=1000', shows: anyUser },
  'GET /admin/users/:key': { ...people, needs: 'organisation_users.read', at: async (scene) => `/admin/users/${await anyUser(scene)}` },
  'PUT /admin/users/:key': {
    ...people,
    needs: 'organisation_users.update',
    at: async (scene) => `/admin/users/${await anyUser(scene)}`,
    body: () => ({ role: 'member' }),
  },
  'DELETE /admin/users/:key': {
    ...people,
    needs: 'organisation_users.delete',
    at: async (scene) => `/admin/users/${await anyUser(scene)}`,
  },
  'GET /admin/users/invites': {
    ...people,
    needs: 'organisation_users.list',
    at: () => '/admin/users/invites?page_size=1000',
    shows: async (scene) => (await invite(scene))['id']!,
  },
  'GET /admin/users/invites/:key': {
    ...people,
    needs: 'organisation_users.read',
    at: async (scene) => `/admin/users/invites/${keyOf(await invite(scene))}`,
  },
  'POST /admin/users/invites': {
    ...people,
    needs: 'organisation_users.create',
    at: () => '/admin/users/invites',
    body: ({ next }) => ({ email: `m-${next()}@example.com`, role: 'member' }),
  },
  'POST /admin/users/invites/:key/resend': {
    ...people,
    needs: 'organisation_users.update',
    at: async (scene) => `/admin/users/invites/${keyOf(await invite(scene))}/resend`,
  },
  'DELETE /admin/users/invites/:key': {
    ...people,
    needs: 'organisation_users.delete',
    at: async (scene) => `/admin/users/invites/${keyOf(await invite(scene))}`,
  },
  'GET /admin/workspaces': {
    of: 'workspace',
    needs: 'workspaces.list',
    at: () => '/admin/workspaces?page_size=1000',
    shows: ({ here }) => here,
  },
  'GET /admin/workspaces/:key': { of: 'workspace', needs: 'workspaces.read', at: ({ here }) => `/admin/workspaces/${here}` },
  'POST /admin/workspaces': {
    of: 'organisation',
    needs: 'workspaces.create',
    at: () => '/admin/workspaces',
    body: ({ next }) => ({ name: `W ${next()}` }),
  },
  'PUT /admin/workspaces/:key': {
    of: 'workspace',
    needs: 'workspaces.update',
    at: ({ here }) => `/admin/workspaces/${here}`,
    body: () => ({ description: 'x' }),
  },
  // Who may is told that the name is not its name.
  'DELETE /admin/workspaces/:key': {
    of: 'workspace',
    needs: 'workspaces.delete',
    at: ({ here }) => `/admin/workspaces/${here}`,
    body: () => ({ name: 'not its name' }),
    answers: 400,
  },
  [`GET ${USERS}`]: { ...members, needs: 'workspace_users.list' },
  [`GET ${USERS}/:user`]: { ...members, needs: 'workspace_users.read', at: aMember },
  [`POST ${USERS}`]: {
    ...members,
    needs: 'workspace_users.create',
    gives: OF_A_MEMBER,
    body: async (scene) => ({ users: [{ id: await anyUser(scene), role: 'member' }] }),
  },
  [`PUT ${USERS}/:user`]: {
    ...members,
    needs: 'workspace_users.update',
    gives: OF_A_MEMBER,
    at: aMember,
    body: () => ({ role: 'member' }),
  },
  [`DELETE ${USERS}/:user`]: { ...members, needs: 'workspace_users.delete', gives: OF_A_MEMBER, at: aMember },
  'GET /api-keys': {
    ...keys,
    needs: 'workspace_service_api_keys.list',
    opens: ['organisation_service_api_keys.list', 'workspace_user_api_keys.list'],
    at: () => '/api-keys?page_size=1000',
    shows: async (scene) => (await apiKey(scene, ['logs.write']))['id']!,
  },
  'GET /api-keys/:key': {
    ...keys,
    needs: 'workspace_service_api_keys.read',
    at: async (scene) => `/api-keys/${keyOf(await apiKey(scene, ['logs.write']))}`,
  },
  'POST /api-keys/:type/:subtype': {
    ...keys,
    needs: 'workspace_service_api_keys.create',
    at: () => '/api-keys/workspace/service',
    body: (scene) => ({ ...named(scene), scopes: ['workspace_service_api_keys.create'] }),
  },
  'PUT /api-keys/:key': {
    ...keys,
    needs: 'workspace_service_api_keys.update',
    at: async (scene) => `/api-keys/${keyOf(await apiKey(scene, ['workspace_service_api_keys.update']))}`,
    body: () => ({ name: 'x' }),
  },
  'DELETE /api-keys/:key': {
    ...keys,
    needs: 'workspace_service_api_keys.delete',
    at: async (scene) => `/api-keys/${keyOf(await apiKey(scene, ['logs.write']))}`,
  },
  'POST /api-keys/:key/rotate': {
    ...keys,
    needs: 'workspace_service_api_keys.update',
    at: async (scene) => `/api-keys/${keyOf(await apiKey(scene, ['workspace_service_api_keys.update']))}/rotate`,
    body: () => ({}),
  },
  'GET /audit-logs': { of: 'workspace', needs: 'audit_logs.list', at: ({ here }) => `/audit-logs?workspace_id=${here}` },
};

/** Rows for addresses that go by more than one scope, beside those above. */
export const MORE_ROWS: Readonly<Record<string, Row>> = {
  'GET /api-keys/:key': {
    of: 'organisation',
    needs: 'organisation_service_api_keys.read',
    at: async (scene) => `/api-keys/${keyOf(await apiKey(scene, ['logs.write'], '/api-keys/organisation/service'))}`,
  },
  'POST /api-keys/:type/:subtype': {
    of: 'organisation',
    needs: 'organisation_service_api_keys.create',
    at: () => '/api-keys/organisation/service',
    body: ({ next }) => ({ name: `key-${next()}`, scopes: ['organisation_service_api_keys.create'] }),
  },
  'DELETE /api-keys/:key': {
    of: 'organisation',
    needs: 'organisation_service_api_keys.delete',
    at: async (scene) => `/api-keys/${keyOf(await apiKey(scene, ['logs.write'], '/api-keys/organisation/service'))}`,
  },
  'PUT /integrations/:key': { of: 'organisation', needs: 'integrations.update', at: wide, body: () => ({ name: 'x' }) },
  'DELETE /integrations/:key': { of: 'organisation', needs: 'integrations.delete', at: wide },
};
