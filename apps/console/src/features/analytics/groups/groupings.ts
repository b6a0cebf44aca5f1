import type { LogSearch } from '../../logs/log-search.ts';

interface GroupingKind {
  readonly label: string;
  /** The end of the address: `GET /v1/analytics/groups/{by}`. */
  readonly by: string;
  /** The member under which the value stands. */
  readonly member: string;
  /** What narrows the page to one of them; undefined where records are not found by it. */
  readonly narrowed: ((value: string) => LogSearch) | undefined;
}

/** What the table below the charts can be by. */
export const GROUPINGS = {
  models: { label: 'Model', by: 'ai-models', member: 'ai_model', narrowed: (value) => ({ ai_model: value }) },
  providers: { label: 'Provider', by: 'providers', member: 'provider', narrowed: (value) => ({ ai_org: value }) },
  'virtual-keys': { label: 'Virtual key', by: 'virtual-keys', member: 'virtual_key', narrowed: (value) => ({ virtual_keys: value }) },
  'api-keys': { label: 'API key', by: 'api-keys', member: 'api_key_id', narrowed: (value) => ({ api_key_ids: value }) },
  users: { label: 'User', by: 'users', member: 'user', narrowed: (value) => ({ metadata: { _user: value } }) },
  workspaces: { label: 'Workspace', by: 'workspaces', member: 'workspace_slug', narrowed: undefined },
  configs: { label: 'Config', by: 'configs', member: 'config', narrowed: (value) => ({ configs: value }) },
  prompts: { label: 'Prompt', by: 'prompts', member: 'prompt_slug', narrowed: (value) => ({ prompt_slug: value }) },
  'prompt-versions': {
    label: 'Prompt version',
    by: 'prompt-versions',
    member: 'prompt_version_id',
    narrowed: (value) => ({ prompt_version_id: value }),
  },
  statuses: { label: 'Status', by: 'status-codes', member: 'status_code', narrowed: (value) => ({ status_code: value }) },
  faults: { label: 'Fault', by: 'errors', member: 'error', narrowed: (value) => ({ fault: value }) },
  metadata: { label: 'Metadata', by: 'metadata', member: 'metadata_value', narrowed: undefined },
} as const satisfies Readonly<Record<string, GroupingKind>>;

export type Grouping = keyof typeof GROUPINGS;

/** What narrows the page to one group. */
export function narrowedTo(by: Grouping, value: string, name: string | undefined): LogSearch | undefined {
  if (by === 'metadata') return name === undefined ? undefined : { metadata: { [name]: value } };
  const kind: GroupingKind = GROUPINGS[by];
  return kind.narrowed?.(value);
}
