/** What is wanted of the records. Lists mean any of them; members that are given are all required. */
export interface LogFilter {
  /** Of these workspaces; `all` includes what belongs to none. */
  readonly workspaces: 'all' | readonly string[];
  /** Milliseconds since the epoch, this moment included. */
  readonly from?: number;
  /** This moment left out. */
  readonly to?: number;
  readonly ids?: readonly string[];
  readonly traces?: readonly string[];
  readonly spans?: readonly string[];
  readonly sources?: readonly string[];
  readonly statuses?: readonly number[];
  /** `true`: answered below 400, without a fault, and whole. */
  readonly success?: boolean;
  readonly faults?: readonly string[];
  readonly providers?: readonly string[];
  readonly models?: readonly string[];
  /** `provider__model`, as the wire has pairs of them. */
  readonly providerModels?: readonly string[];
  readonly apiKeys?: readonly string[];
  readonly virtualKeys?: readonly string[];
  readonly configs?: readonly string[];
  readonly prompts?: readonly string[];
  readonly promptVersions?: readonly string[];
  readonly experiments?: readonly string[];
  readonly variants?: readonly string[];
  readonly operations?: readonly string[];
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  readonly cache?: readonly string[];
  readonly streamed?: boolean;
  readonly aborted?: boolean;
  readonly rescued?: boolean;
  readonly retries?: Range;
  /** Each name with this value. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tokens?: Range;
  readonly inputTokens?: Range;
  readonly outputTokens?: Range;
  /** US dollars. */
  readonly cost?: Range;
  /** Milliseconds in all. */
  readonly ms?: Range;
  /** Of the feedback on the record's trace: the mean by weight. */
  readonly feedback?: Range;
  /** Words that stand in the bodies; only where the store keeps an index of them. */
  readonly text?: string;
}

/** Both ends included. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Which page: the newest first, from behind the last record of the page before. */
export interface LogPageQuery {
  readonly filter: LogFilter;
  /** At most 1,000. */
  readonly size: number;
  /** The `next` of the page before. */
  readonly after?: string;
  /** Oldest first, from behind `after`: what a live tail asks for. */
  readonly forwards?: true;
}
