import type { LogFilterQuery } from './logs.ts';

/** Members that list values. */
type Lists =
  | 'status_code'
  | 'id'
  | 'trace_id'
  | 'span_id'
  | 'source'
  | 'fault'
  | 'ai_org'
  | 'ai_model'
  | 'ai_org_model'
  | 'api_key_ids'
  | 'virtual_keys'
  | 'configs'
  | 'prompt_slug'
  | 'prompt_version_id'
  | 'experiment'
  | 'variant'
  | 'operation'
  | 'path'
  | 'method'
  | 'cache_status';

/** The filter of searches in a body: lists may be arrays, and the metadata an object. */
export type LogFilterBody = Omit<LogFilterQuery, Lists | 'metadata'> & {
  readonly [List in Lists]?: string | number | readonly (string | number)[];
} & { readonly metadata?: string | Readonly<Record<string, string | number>> };

/** `POST /v1/route/dry-run` */
export interface DryRun {
  /** The draft: an object, or the slug of a saved config. */
  readonly config: string | Readonly<Record<string, unknown>>;
  /** Which records, by the members that searches of logs have; lists may be arrays. */
  readonly filter?: LogFilterBody;
  /** These records, in place of a filter. */
  readonly ids?: readonly string[];
  /** At most so many, the newest. At most 1000; default: 100. */
  readonly limit?: number;
}

/** Who answers, or would. */
export interface DryRunAnswerer {
  /** Its place in the config. */
  readonly target: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly virtual_key: string | null;
  /** US cents; of the draft's, the tokens of then at the prices of now. Null where nobody knows. */
  readonly cost: number | null;
}

/** What would become of one request. */
export interface DryRunRequest {
  readonly id: string;
  readonly answered: DryRunAnswerer;
  /** Whom the draft would ask first. */
  readonly would: DryRunAnswerer;
  /** Somebody else, or another model. */
  readonly moves: boolean;
  readonly why: readonly string[];
}

/** What a dry run comes to. */
export interface DryRunReport {
  readonly object: 'route.dry-run';
  readonly judged: number;
  readonly moved: number;
  readonly moves: readonly {
    readonly from: { readonly provider: string | null; readonly model: string | null };
    readonly to: { readonly provider: string | null; readonly model: string | null };
    readonly requests: number;
  }[];
  /** By places in the draft. */
  readonly targets: readonly { readonly target: string; readonly requests: number }[];
  /** US cents of the requests whose cost is known both ways; the others are counted and no more. */
  readonly cost: {
    readonly requests: number;
    readonly before: number;
    readonly after: number;
    readonly difference: number;
    readonly unknown: number;
  };
  /** By reason. */
  readonly not_judged: readonly { readonly reason: string; readonly message: string; readonly requests: number }[];
  readonly data: readonly DryRunRequest[];
}
