/** Scopes that belong together, under a heading. */
export interface ScopeGroup {
  /** `Virtual keys` */
  readonly heading: string;
  readonly scopes: readonly { readonly scope: string; readonly word: string }[];
}

const VERBS = ['create', 'list', 'read', 'update', 'delete'];

/** What a scope lets do, where its own words do not say it. */
const WORDS: Readonly<Record<string, string>> = {
  'completions.write': 'call models',
  'prompts.render': 'render',
  'prompts.publish': 'publish',
  'logs.write': 'add records',
  'logs.list': 'list',
  'logs.view': 'see one',
  'logs.read': 'see bodies',
  'logs.export': 'export',
  'logs.delete': 'delete',
  'analytics.view': 'look at',
  'mcp.invoke': 'invoke',
  'audit_logs.list': 'read',
};

const HEADINGS: Readonly<Record<string, string>> = {
  completions: 'Calls',
  mcp: 'MCP',
  mcp_servers: 'MCP servers',
  organisation_users: 'People and invites',
  workspace_users: 'Members of workspaces',
  organisation_service_api_keys: 'API keys of the organisation',
  workspace_service_api_keys: 'API keys of services',
  workspace_user_api_keys: 'API keys of people',
};

const headingOf = (resource: string) =>
  HEADINGS[resource] ?? `${resource.charAt(0).toUpperCase()}${resource.slice(1).replaceAll('_', ' ')}`;

/** Puts scopes into groups by what they are about, calls first. */
export function scopeGroups(scopes: readonly string[]): readonly ScopeGroup[] {
  const resources = new Map<string, string[]>();
  for (const scope of scopes) {
    const resource = scope.slice(0, scope.indexOf('.'));
    resources.set(resource, [...(resources.get(resource) ?? []), scope]);
  }
  const order = (scope: string) => {
    const at = VERBS.indexOf(verbOf(scope));
    return at < 0 ? VERBS.length : at;
  };
  return [...resources]
    .map(([resource, own]) => ({
      heading: headingOf(resource),
      first: resource === 'completions',
      scopes: own.toSorted((one, other) => order(one) - order(other)).map((scope) => ({ scope, word: WORDS[scope] ?? verbOf(scope) })),
    }))
    .toSorted((one, other) => Number(other.first) - Number(one.first) || one.heading.localeCompare(other.heading, 'en'))
    .map(({ heading, scopes: own }) => ({ heading, scopes: own }));
}

const verbOf = (scope: string) => scope.slice(scope.indexOf('.') + 1);

/** What most keys are for. */
export type Preset = 'call' | 'look' | 'manage' | 'chosen';

const CALLING = new Set(['completions.write', 'prompts.render', 'logs.write']);
const LOOKING = new Set(['list', 'read', 'view']);

/** The scopes of a preset, of those that somebody may give. */
export function scopesOf(preset: Exclude<Preset, 'chosen'>, grantable: readonly string[]): readonly string[] {
  if (preset === 'manage') return grantable;
  return grantable.filter((scope) => (preset === 'call' ? CALLING.has(scope) : LOOKING.has(verbOf(scope))));
}

/** Which preset scopes are, if they are one. */
export function presetOf(scopes: readonly string[], grantable: readonly string[]): Preset {
  const own = [...scopes].toSorted().join(' ');
  return (['call', 'look', 'manage'] as const).find((preset) => [...scopesOf(preset, grantable)].toSorted().join(' ') === own) ?? 'chosen';
}
