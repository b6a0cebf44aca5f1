import type { LogFilterQuery } from '@sluice/contract';

type Member = Exclude<keyof LogFilterQuery, 'workspace_slug' | 'workspace_id'>;

interface Named {
  readonly label: string;
  /** An example, or what it means. */
  readonly hint?: string;
}

/** Any of a list of values. */
export interface WordsFilter extends Named {
  readonly kind: 'words';
  readonly name: Member;
  /** Values are suggested from these sums: `GET /v1/analytics/groups/{by}`, and the member that they stand under. */
  readonly known?: readonly [by: string, member: string];
}

/** One of a few. */
export interface ChoiceFilter extends Named {
  readonly kind: 'choice';
  readonly name: Member;
  /** Values and what they are called. */
  readonly choices: readonly (readonly [value: string, label: string])[];
}

/** From, to, or both. */
export interface RangeFilter extends Named {
  readonly kind: 'range';
  /** Without `_min` and `_max`. */
  readonly name: Ranged<Member>;
  readonly unit: string;
}

/** A name and its value. */
export interface MetadataFilter extends Named {
  readonly kind: 'metadata';
  readonly name: 'metadata';
}

type Ranged<Name> = Name extends `${infer Base}_min` ? (Base extends 'time_of_generation' ? never : Base) : never;

export type Filter = WordsFilter | ChoiceFilter | RangeFilter | MetadataFilter;

const yesOrNo = (yes: string, no: string) =>
  [
    ['true', yes],
    ['false', no],
  ] as const;

/** All that records can be found by, but for time. */
export const FILTERS: readonly Filter[] = [
  { kind: 'choice', name: 'success', label: 'Outcome', choices: yesOrNo('Succeeded', 'Failed') },
  { kind: 'words', name: 'status_code', label: 'Status', hint: '429, 500', known: ['status-codes', 'status_code'] },
  { kind: 'words', name: 'ai_model', label: 'Model', known: ['ai-models', 'ai_model'] },
  { kind: 'words', name: 'ai_org', label: 'Provider', known: ['providers', 'provider'] },
  { kind: 'words', name: 'api_key_ids', label: 'API key', hint: 'its id', known: ['api-keys', 'api_key_id'] },
  { kind: 'metadata', name: 'metadata', label: 'Metadata', hint: 'a name and its value' },
  { kind: 'words', name: 'text', label: 'Words', hint: 'in what was said' },
  { kind: 'words', name: 'fault', label: 'Fault', hint: 'rate_limited', known: ['errors', 'error'] },
  { kind: 'choice', name: 'rescued', label: 'Rescued', choices: yesOrNo('By another target', 'Not by another target') },
  { kind: 'choice', name: 'aborted', label: 'End', choices: yesOrNo('Broken off', 'Came to its end') },
  { kind: 'choice', name: 'streamed', label: 'Stream', choices: yesOrNo('Streamed', 'In one piece') },
  {
    kind: 'choice',
    name: 'cache_status',
    label: 'Cache',
    choices: [
      ['HIT', 'Hit'],
      ['SEMANTIC HIT', 'Semantic hit'],
      ['MISS', 'Miss'],
      ['REFRESH', 'Refreshed'],
      ['DISABLED', 'Not asked'],
    ],
  },
  { kind: 'words', name: 'ai_org_model', label: 'Provider and model', hint: 'provider__model' },
  { kind: 'words', name: 'virtual_keys', label: 'Virtual key', known: ['virtual-keys', 'virtual_key'] },
  { kind: 'words', name: 'configs', label: 'Config', known: ['configs', 'config'] },
  { kind: 'words', name: 'prompt_slug', label: 'Prompt', known: ['prompts', 'prompt_slug'] },
  { kind: 'words', name: 'prompt_version_id', label: 'Prompt version', hint: 'its id', known: ['prompt-versions', 'prompt_version_id'] },
  { kind: 'words', name: 'experiment', label: 'Experiment' },
  { kind: 'words', name: 'variant', label: 'Variant', known: ['variants', 'variant'] },
  { kind: 'words', name: 'operation', label: 'Operation', hint: 'chat, embeddings' },
  { kind: 'words', name: 'path', label: 'Path', hint: '/v1/chat/completions' },
  { kind: 'words', name: 'method', label: 'Method', hint: 'POST' },
  {
    kind: 'choice',
    name: 'source',
    label: 'Source',
    choices: [
      ['gateway', 'Calls through the gateway'],
      ['shadow', 'Shadows'],
      ['replay', 'Replays'],
      ['api', 'Told by API'],
      ['otel', 'Told by OpenTelemetry'],
    ],
  },
  { kind: 'words', name: 'id', label: 'Record', hint: 'x-portkey-request-id of the reply' },
  { kind: 'words', name: 'trace_id', label: 'Trace', hint: 'x-portkey-trace-id' },
  { kind: 'words', name: 'span_id', label: 'Span' },
  { kind: 'range', name: 'response_time', label: 'Time taken', unit: 'ms' },
  { kind: 'range', name: 'cost', label: 'Cost', unit: 'US cents' },
  { kind: 'range', name: 'total_units', label: 'Tokens', unit: 'tokens' },
  { kind: 'range', name: 'prompt_token', label: 'Tokens in', unit: 'tokens' },
  { kind: 'range', name: 'completion_token', label: 'Tokens out', unit: 'tokens' },
  { kind: 'range', name: 'retries', label: 'Retries', unit: '−1: used up' },
  { kind: 'range', name: 'weighted_feedback', label: 'Feedback', unit: '−10 to 10' },
];

/** Members of a query that a filter is made of. */
export const membersOf = (filter: Filter): readonly Member[] =>
  filter.kind === 'range' ? [`${filter.name}_min` as Member, `${filter.name}_max` as Member] : [filter.name];
