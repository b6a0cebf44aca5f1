/** The admin methods that both SDKs have, as Python names them, by the test in which every SDK calls them. */
export const METHODS = {
  virtualKeys: managing('virtual_keys'),
  providers: managing('providers'),
  integrations: [...managing('integrations'), ...below('integrations', ['workspaces.list', 'workspaces.update'])],
  integrationModels: below('integrations.models', ['delete', 'list', 'update']),
  configs: managing('configs'),
  apiKeys: managing('api_keys'),
  users: below('admin.users', ['delete', 'list', 'retrieve', 'update']),
  invites: below('admin.users.invites', ['create', 'delete', 'list', 'resend', 'retrieve']),
  workspaces: managing('admin.workspaces'),
  members: managing('admin.workspaces.users'),
  prompts: [...managing('prompts'), ...below('prompts', ['publish', 'render', 'completions.create'])],
  promptVersions: below('prompts.versions', ['list', 'retrieve', 'update']),
  partials: [...managing('prompts.partials'), ...below('prompts.partials', ['publish', 'versions.list'])],
  labels: managing('labels'),
  collections: managing('collections'),
  guardrails: managing('guardrails'),
  generations: ['generations.create'],
} as const;

/** Ways to any address, which every client has beside its resources. */
export const GENERIC = ['get', 'post', 'put', 'delete'] as const;

/** Resources of ours that are refused by name, because there is no such thing here yet. */
export const NOT_YET = ['analytics', 'feedback', 'logs', 'mcp_integrations', 'mcp_servers'] as const;

function managing(resource: string): readonly string[] {
  return below(resource, ['create', 'delete', 'list', 'retrieve', 'update']);
}

function below(resource: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${resource}.${name}`);
}
