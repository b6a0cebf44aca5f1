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
  logs: ['logs.create'],
  logExports: below('logs.exports', ['cancel', 'create', 'download', 'list', 'retrieve', 'start', 'update']),
  feedback: ['feedback.create', 'feedback.update'],
  graphs: below(
    'analytics.graphs',
    [
      'requests',
      'cost',
      'latency',
      'tokens',
      'users',
      'users_requests',
      'errors',
      'errors_rate',
      'errors_stacks',
      'errors_status_codes',
    ].concat([
      'requests_rescued',
      'cache_hit_rate',
      'cache_latency',
      'feedbacks',
      'feedbacks_scores',
      'feedbacks_weighted',
      'feedbacks_ai_models',
    ]),
  ),
  groups: below('analytics.groups', ['ai_models', 'group_by', 'metadata', 'users', 'workspaces']),
  summary: ['analytics.summary.cache'],
} as const;

/** What the SDK for Node has no method of its own for. */
export const PYTHON_ONLY = ['feedback.bulk_create'] as const;

/** Ways to any address, which every client has beside its resources. */
export const GENERIC = ['get', 'post', 'put', 'delete'] as const;

/** Resources of ours that are refused by name, because there is no such thing here yet. */
export const NOT_YET = ['mcp_integrations', 'mcp_servers'] as const;

function managing(resource: string): readonly string[] {
  return below(resource, ['create', 'delete', 'list', 'retrieve', 'update']);
}

function below(resource: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${resource}.${name}`);
}
