/** Things that a key or a role can be allowed to make, list, read, change and remove. */
export const SCOPED_RESOURCES = [
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
  'aliases',
  'prices',
] as const;

/** What can be done to each of them. */
export const SCOPE_VERBS = ['create', 'list', 'read', 'update', 'delete'] as const;

/** What else can be allowed. */
export const OTHER_SCOPES = [
  'completions.write',
  'prompts.publish',
  'prompts.render',
  'logs.list',
  'logs.view',
  'logs.read',
  'logs.write',
  'logs.export',
  'logs.delete',
  'analytics.view',
  'mcp.invoke',
  'audit_logs.list',
] as const;

/** What a key may be allowed. */
export type Scope = `${(typeof SCOPED_RESOURCES)[number]}.${(typeof SCOPE_VERBS)[number]}` | (typeof OTHER_SCOPES)[number];
