/** Things that a key can be allowed to make, list, read, change and remove. Wire spec §20.0. */
const RESOURCES = [
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
];

const VERBS = ['create', 'list', 'read', 'update', 'delete'];

/** All that a key's entry may name. A slip of the hand here would lock somebody out, so it is an error. */
export const SCOPES: ReadonlySet<string> = new Set([
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
  ...RESOURCES.flatMap((resource) => VERBS.map((verb) => `${resource}.${verb}`)),
]);
