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
  /** Scopes that will do as well, each alone. */
  readonly or?: readonly Scope[];
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

const TOLD = { request: { provider: 'mock' }, response: { status: 200 } };
const EXPORTS = '/logs/exports';
const exports = { of: 'workspace', needs: 'logs.export' } as const;
const anExport = async (scene: Scene) => (await made(scene, EXPORTS, { workspace_id: scene.here }))['id']!;

/** Recorded already: only a few can be under way at a time. */
async function aCassette(scene: Scene): Promise<string> {
  const { name } = await made(scene, '/cassettes', { name: `c${scene.next()}`, workspace_id: scene.here });
  await made(scene, `/cassettes/${name}/stop`, {});
  return name!;
}

/** Where a recording is begun, once those of earlier askers are over. */
async function noneUnderWay({ people }: Scene): Promise<string> {
  const { json } = await people.ask(ROOT, 'GET', '/cassettes?page_size=1000');
  for (const { name, status } of (json as { readonly data: readonly { readonly name: string; readonly status: string }[] }).data)
    if (status === 'recording') await people.ask(ROOT, 'POST', `/cassettes/${name}/stop`, {});
  return '/cassettes';
}

async function aLog({ people, here, next }: Scene): Promise<string> {
  const trace = `trace-${next()}`;
  await people.ask(ROOT, 'POST', `/logs?workspace_id=${here}`, { ...TOLD, metadata: { traceId: trace } });
  const { json } = await people.ask(ROOT, 'GET', `/logs?trace_id=${trace}`);
  return (json as { readonly data: readonly { readonly id: string }[] }).data[0]!.id;
}

const RANGE = 'time_of_generation_min=2026-01-01&time_of_generation_max=2026-01-02';

const CHARTS: Readonly<Record<string, Row>> = Object.fromEntries(
  (
    'graphs/requests graphs/cost graphs/latency graphs/tokens graphs/users graphs/users/requests graphs/errors ' +
    'graphs/errors/rate graphs/errors/stacks graphs/errors/status-codes graphs/requests/rescued ' +
    'graphs/cache/hit-rate graphs/cache/latency graphs/feedbacks graphs/feedbacks/scores graphs/feedbacks/weighted ' +
    'graphs/feedbacks/ai-models groups/users groups/metadata/:name groups/:by summary/cache'
  )
    .split(' ')
    .map((name): [string, Row] => [
      `GET /analytics/${name}`,
      {
        of: 'workspace',
        needs: 'analytics.view',
        at: ({ here }) => `/analytics/${name.replace(':by', 'model').replace(':name', 'team')}?${RANGE}&workspace_slug=${here}`,
      },
    ]),
);

/** What each address of the admin API asks of whoever asks it, in the words of the wire spec: written down here, and taken from no source of ours. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(alike),
  'GET /integrations': { ...Object.fromEntries(alike)['GET /integrations']!, opens: ['integrations.list'] },
  'GET /configs/:key/versions': {
    needs: 'configs.read',
    of: 'workspace',
    at: async (scene) => `${await version(scene, '/configs')}/versions`,
  },
  'POST /configs/validate': {
    needs: 'configs.read',
    of: 'workspace',
    at: () => '/configs/validate',
    body: ({ here }) => ({ config: { provider: 'mock' }, workspace_id: here }),
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
  'POST /prompts/preview': {
    needs: 'prompts.read',
    of: 'workspace',
    at: () => '/prompts/preview',
    body: (scene) => ({ string: 'Hello', workspace_id: scene.here }),
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
  'GET /admin/start': { of: 'workspace', needs: 'workspaces.read', at: ({ here }) => `/admin/start?workspace_id=${here}` },
  'GET /admin/targets': { of: 'workspace', needs: 'analytics.view', at: ({ here }) => `/admin/targets?workspace_id=${here}` },
  'GET /admin/settings': { of: 'organisation', needs: 'organisation_users.list', at: () => '/admin/settings' },
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
  'POST /feedback': {
    of: 'workspace',
    needs: 'completions.write',
    or: ['logs.write'],
    at: ({ here }) => `/feedback?workspace_id=${here}`,
    body: () => ({ trace_id: 't', value: 1 }),
  },
  'PUT /feedback/:id': {
    of: 'workspace',
    needs: 'completions.write',
    or: ['logs.write'],
    at: async (scene) => {
      const { feedback_ids: ids } = await made(scene, `/feedback?workspace_id=${scene.here}`, { trace_id: 't', value: 1 });
      return `/feedback/${ids![0]!}`;
    },
    body: () => ({ value: 2 }),
  },
  ...CHARTS,
  'GET /experiments': { of: 'workspace', needs: 'analytics.view', at: ({ here }) => `/experiments?workspace_slug=${here}` },
  'GET /experiments/:name': {
    of: 'workspace',
    needs: 'analytics.view',
    // Whoever may is told what is wrong with the question.
    at: ({ here }) => `/experiments/nobodys?workspace_slug=${here}&weights=none`,
    answers: 400,
  },
  'GET /logs': {
    of: 'workspace',
    needs: 'logs.list',
    at: () => '/logs?page_size=1000',
    shows: aLog,
  },
  'GET /logs/tail': { of: 'workspace', needs: 'logs.list', at: ({ here }) => `/logs/tail?seconds=0&workspace_id=${here}` },
  'GET /logs/:key': { of: 'workspace', needs: 'logs.view', or: ['logs.read'], at: async (scene) => `/logs/${await aLog(scene)}` },
  'POST /logs': {
    of: 'workspace',
    needs: 'logs.write',
    or: ['completions.write'],
    at: ({ here }) => `/logs?workspace_id=${here}`,
    body: () => TOLD,
  },
  // Whoever may is told that this gateway never made that call.
  'POST /logs/:key/replay': {
    of: 'workspace',
    needs: 'completions.write',
    gives: ['logs.read'],
    at: async (scene) => `/logs/${await aLog(scene)}/replay`,
    body: () => ({}),
    answers: 400,
  },
  'POST /route/dry-run': {
    of: 'workspace',
    needs: 'completions.write',
    gives: ['logs.read'],
    at: () => '/route/dry-run',
    body: ({ here }) => ({ config: { provider: 'mock' }, filter: { workspace_slug: here } }),
  },
  'GET /shadows': { of: 'workspace', needs: 'analytics.view', at: ({ here }) => `/shadows?workspace_slug=${here}` },
  // Whoever may is told what is wrong with the question.
  'GET /shadows/:name': {
    of: 'workspace',
    needs: 'analytics.view',
    at: ({ here }) => `/shadows/nobodys?workspace_slug=${here}&from=2026-01-02&to=2026-01-01`,
    answers: 400,
  },
  'GET /shadows/:name/pairs': {
    of: 'workspace',
    needs: 'analytics.view',
    at: ({ here }) => `/shadows/nobodys/pairs?workspace_slug=${here}`,
  },
  'DELETE /logs': { of: 'workspace', needs: 'logs.delete', at: ({ here }) => `/logs?user=nobody&workspace_id=${here}` },
  'GET /cassettes': { ...exports, at: () => '/cassettes?page_size=1000', shows: aCassette },
  'POST /cassettes': { ...exports, at: noneUnderWay, body: ({ here, next }) => ({ name: `c${next()}`, workspace_id: here }) },
  'GET /cassettes/:name': { ...exports, at: async (scene) => `/cassettes/${await aCassette(scene)}` },
  'POST /cassettes/:name/stop': { ...exports, at: async (scene) => `/cassettes/${await aCassette(scene)}/stop`, body: () => ({}) },
  'GET /cassettes/:name/download': { ...exports, at: async (scene) => `/cassettes/${await aCassette(scene)}/download` },
  'DELETE /cassettes/:name': { of: 'workspace', needs: 'logs.delete', at: async (scene) => `/cassettes/${await aCassette(scene)}` },
  'GET /logs/exports': { ...exports, at: () => `${EXPORTS}?page_size=1000`, shows: anExport },
  'POST /logs/exports': { ...exports, at: () => EXPORTS, body: ({ here }) => ({ workspace_id: here }) },
  'GET /logs/exports/:key': { ...exports, at: async (scene) => `${EXPORTS}/${await anExport(scene)}` },
  'PUT /logs/exports/:key': { ...exports, at: async (scene) => `${EXPORTS}/${await anExport(scene)}`, body: () => ({ description: 'x' }) },
  'POST /logs/exports/:key/start': { ...exports, at: async (scene) => `${EXPORTS}/${await anExport(scene)}/start`, body: () => ({}) },
  'POST /logs/exports/:key/cancel': { ...exports, at: async (scene) => `${EXPORTS}/${await anExport(scene)}/cancel`, body: () => ({}) },
  // Who may is told that it is not written yet.
  'GET /logs/exports/:key/download': { ...exports, at: async (scene) => `${EXPORTS}/${await anExport(scene)}/download`, answers: 409 },
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
