import type { Scope } from '../../src/admin/scopes.ts';
import { ROOT, withKey, type People, type Who } from './people.ts';

type Scopes = ReadonlySet<string> | 'all';

/** Somebody who asks, and what they may do where, by the tables in this file. */
export interface Asker {
  readonly name: string;
  readonly who: Who;
  readonly everywhere: Scopes;
  readonly here: Scopes;
  readonly there: Scopes;
}

const VERBS = { c: 'create', l: 'list', r: 'read', u: 'update', d: 'delete' } as const;

/** `configs: 'lr'` is `configs.list` and `configs.read`; what has no verbs stands as it is. */
const scopesOf = (table: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(
    Object.entries(table).flatMap(([word, letters]) =>
      letters === '' ? [word] : letters.split('').map((letter) => `${word}.${VERBS[letter as keyof typeof VERBS]}`),
    ),
  );

// docs/admin.md tells people the same.
const MEMBER = {
  'completions.write': '',
  'prompts.render': '',
  'logs.list': '',
  'logs.view': '',
  'logs.read': '',
  'logs.write': '',
  'analytics.view': '',
  virtual_keys: 'lr',
  providers: 'lr',
  configs: 'lr',
  guardrails: 'lr',
  workspaces: 'lr',
  workspace_users: 'lr',
  prompts: 'lr',
  workspace_user_api_keys: 'clrud',
};

const MANAGER = {
  ...MEMBER,
  'logs.export': '',
  'prompts.publish': '',
  'mcp.invoke': '',
  virtual_keys: 'clrud',
  providers: 'clrud',
  configs: 'clrud',
  prompts: 'clrud',
  guardrails: 'clrud',
  workspace_service_api_keys: 'clrud',
  workspace_integrations: 'lr',
  policies: 'lr',
};

const WORKSPACE_ADMIN = {
  ...MANAGER,
  'audit_logs.list': '',
  'logs.delete': '',
  workspaces: 'lru',
  workspace_users: 'clrud',
  workspace_integrations: 'clrud',
  mcp_servers: 'clrud',
  policies: 'clrud',
  secret_references: 'clrud',
};

const ADMIN = {
  ...WORKSPACE_ADMIN,
  workspaces: 'clrud',
  integrations: 'clrud',
  organisation_users: 'clrud',
  organisation_service_api_keys: 'clrud',
  aliases: 'clrud',
  prices: 'clrud',
};

const NOTHING: ReadonlySet<string> = new Set();

export const NOBODIES: readonly { readonly name: string; readonly who: Who }[] = [
  { name: 'nobody', who: {} },
  { name: 'a key that nobody has', who: withKey('sk-sluice-000000000000000000000000000000000000000000000000') },
  { name: 'a bearer that nobody has', who: { authorization: 'Bearer sk-sluice-1' } },
  { name: 'a cookie of nobody', who: { cookie: 'sluice_session=0000000000000000000000000000000000000000000' } },
  { name: 'an empty key', who: withKey('') },
];

/** Everybody whom every address is asked by. */
export async function everybody(people: People, here: string, there: string): Promise<readonly Asker[]> {
  const user = async (
    name: string,
    role: 'owner' | 'admin' | 'member',
    scopes: Partial<Omit<Asker, 'name' | 'who'>>,
    membership?: object,
  ) => ({
    name,
    who: (await people.add(role, membership ? [membership as never] : [])).who,
    everywhere: NOTHING,
    here: NOTHING,
    there: NOTHING,
    ...scopes,
  });
  const everything = [...scopesOf(ADMIN)] as Scope[];
  const workspaceKey = async (name: string, workspace: string, scopes: Partial<Omit<Asker, 'name' | 'who'>>) => ({
    name,
    who: (await people.key('workspace/service', { scopes: everything, workspace_id: workspace })).who,
    everywhere: NOTHING,
    here: NOTHING,
    there: NOTHING,
    ...scopes,
  });
  return [
    { name: 'the root key', who: ROOT, everywhere: 'all', here: 'all', there: 'all' },
    await workspaceKey('a key of this workspace with every scope', here, { here: scopesOf(ADMIN) }),
    await workspaceKey('a key of another workspace with every scope', there, { there: scopesOf(ADMIN) }),
    await user('an owner', 'owner', { everywhere: 'all' }),
    await user('an admin', 'admin', { everywhere: scopesOf(ADMIN) }),
    await user('an admin of this workspace', 'member', { here: scopesOf(WORKSPACE_ADMIN) }, { id: here, role: 'admin' }),
    await user('a manager of this workspace', 'member', { here: scopesOf(MANAGER) }, { id: here, role: 'manager' }),
    await user('a member of this workspace', 'member', { here: scopesOf(MEMBER) }, { id: here, role: 'member' }),
    await user('an admin of another workspace', 'member', { there: scopesOf(WORKSPACE_ADMIN) }, { id: there, role: 'admin' }),
    await user('a user of no workspace', 'member', {}),
  ];
}

/**
 * Keys that show that it is this scope and no other: of the organisation and of the workspace, with it alone and with all but
 * it, and but those that will do as well.
 */
export async function keysAbout(
  people: People,
  here: string,
  needs: Scope,
  gives: readonly Scope[] = [],
  or: readonly Scope[] = [],
): Promise<readonly Asker[]> {
  const alone = [needs, ...gives];
  const without = ([...scopesOf(ADMIN)] as Scope[]).filter((scope) => scope !== needs && !or.includes(scope));
  const key = async (name: string, where: 'everywhere' | 'here', scopes: readonly Scope[]) => ({
    name: `${name} ${needs}`,
    who: (
      await people.key(where === 'here' ? 'workspace/service' : 'organisation/service', {
        scopes,
        ...(where === 'here' && { workspace_id: here }),
      })
    ).who,
    everywhere: NOTHING,
    here: NOTHING,
    there: NOTHING,
    [where]: new Set<string>(scopes),
  });
  return [
    await key('a key of the organisation with only', 'everywhere', alone),
    await key('a key of the organisation with all but', 'everywhere', without),
    await key('a key of this workspace with only', 'here', alone),
    await key('a key of this workspace with all but', 'here', without),
  ];
}

const holds = (scopes: Scopes, scope: string): boolean => scopes === 'all' || scopes.has(scope);

/** Whether somebody may do this to a thing of the workspace, or to one of the whole organisation. */
export const mayDo = ({ everywhere, here }: Asker, scope: string, of: 'workspace' | 'organisation'): boolean =>
  holds(everywhere, scope) || (of === 'workspace' && holds(here, scope));

/** Whether there is any place where somebody may do this. */
export const mayAnywhere = ({ everywhere, here, there }: Asker, scope: string): boolean =>
  [everywhere, here, there].some((scopes) => holds(scopes, scope));
