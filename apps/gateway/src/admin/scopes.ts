/** Things that a key can be allowed to make, list, read, change and remove. Wire spec §20.0; those behind the line are our own. */
export const RESOURCES = [
  'virtual_keys',
  'providers',
  'integrations',
  'configs',
  'prompts',
  'guardrails',
  'workspaces',
  'workspace_users',
  'workspace_integrations',
  'organisation_users',
  'organisation_service_api_keys',
  'workspace_service_api_keys',
  'workspace_user_api_keys',
  'mcp_servers',
  'policies',
  'secret_references',
  // Ours.
  'aliases',
  'prices',
] as const;

/** A thing that a scope can be about. */
export type ScopedResource = (typeof RESOURCES)[number];

export const VERBS = ['create', 'list', 'read', 'update', 'delete'] as const;

/** What can be done to a thing. */
export type Verb = (typeof VERBS)[number];

const OTHERS = [
  'completions.write',
  'prompts.publish',
  'prompts.render',
  'logs.list',
  'logs.view',
  'logs.read',
  'logs.write',
  'logs.export',
  'analytics.view',
  'mcp.invoke',
  'audit_logs.list',
] as const;

/** What a key or a role may be allowed. */
export type Scope = `${ScopedResource}.${Verb}` | (typeof OTHERS)[number];

/** All that a key's entry may name. A slip of the hand here would lock somebody out, so it is an error. */
export const SCOPES: ReadonlySet<string> = new Set<Scope>([
  ...OTHERS,
  ...RESOURCES.flatMap((resource) => VERBS.map((verb) => `${resource}.${verb}` as const)),
]);

/** Whether a text is a scope. */
export const isScope = (text: string): text is Scope => SCOPES.has(text);

/** What a key may do when nobody says: call providers. */
export const CALLING: ReadonlySet<Scope> = new Set(['completions.write', 'prompts.render', 'logs.write']);
