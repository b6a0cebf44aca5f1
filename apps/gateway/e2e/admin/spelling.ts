import type { Fields } from './sdk.ts';

/** How the SDK for Node names a method that has this path in Python. */
export const nodeMethod = (method: string): string => NODE_METHODS[method] ?? camelCase(method);

/** The path in Python of a method of the SDK for Node. */
export const methodOfNode = (path: string): string => Object.entries(NODE_METHODS).find(([, name]) => name === path)?.[0] ?? path;

const graph = (name: string, other = name) => [`analytics.graphs.${name}`, `analytics.graphs.${other}`] as const;

/** Where it has another name. */
const NODE_METHODS: Readonly<Record<string, string>> = Object.fromEntries([
  ...['errors_rate', 'requests_rescued', 'cache_hit_rate', 'cache_latency', 'feedbacks_weighted'].map((name) => graph(name)),
  graph('errors_stacks', 'errors_stack'),
  graph('errors_status_codes', 'errors_status_code'),
  graph('feedbacks_scores', 'feedbacks_score'),
  graph('feedbacks_ai_models', 'feedback_ai_models'),
  ['analytics.groups.group_by', 'analytics.groups.groupedData'],
]);

/** How the SDK for Node names the fields that a method has in Python. Most it takes as they are. */
export function nodeFields(method: string, fields: Fields): Fields {
  const names = Object.entries(OTHERWISE).flatMap(([prefix, each]) => (method.startsWith(prefix) ? Object.entries(each) : []));
  const otherwise = new Map(names);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [otherwise.get(name) ?? name, value]));
}

/** Where the SDK for Python has a method: its asynchronous client has one in another place. */
export const pythonMethod = (kind: 'sync' | 'async', method: string): string =>
  kind === 'async' && method === 'admin.users.invites.resend' ? 'admin.users.resend' : method;

/** How the SDK for Node names the options of a client. */
export const nodeOptions = (options: Fields): Fields =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [camelCase(name), value]));

const OTHERWISE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'api_keys.create': { sub_type: 'sub-type' },
  'configs.create': { is_default: 'isDefault' },
  'feedback.': { trace_id: 'traceID', feedback_id: 'feedbackID' },
  'labels.': { organization_id: 'organisation_id' },
  'logs.exports.': { export_id: 'exportId', workspace_id: 'workspaceId', requested_data: 'requestedData' },
  'prompts.': { prompt_id: 'promptID' },
  'generations.': { prompt_id: 'promptID' },
  'admin.users.': { user_id: 'userId', invite_id: 'inviteId', page_size: 'pageSize', current_page: 'currentPage' },
  'admin.workspaces.': { workspace_id: 'workspaceId', user_id: 'userId' },
};

const camelCase = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
