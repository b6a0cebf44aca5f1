/** Which requests are recorded; all that is named has to fit. */
export interface CassetteFilter {
  /** As they were asked for, or as they were sent. */
  readonly models?: readonly string[];
  /** Slugs of those who answered. */
  readonly providers?: readonly string[];
  /** Ids or names. */
  readonly api_keys?: readonly string[];
  /** All of these. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** `chat`, `messages`, `embeddings`… */
  readonly operations?: readonly string[];
}

/** `POST /v1/cassettes` */
export interface StartCassette {
  /** Small letters, digits, `-` and `_`, at most 64. That of a workspace's own gets letters of chance behind it. */
  readonly name: string;
  /** Id or slug: only its requests. Default: the asker's own workspace, else everybody's. */
  readonly workspace_id?: string;
  /** Default: all. */
  readonly filter?: CassetteFilter;
  /** Of the requests that the filter lets through, from 0 to 1. Default: 1. */
  readonly share?: number;
  /** Requests, after which it ends. Default: 1,000; at most 10,000. */
  readonly most?: number;
  /** Of its files, after which it ends. Default: 64 MiB; at most 1 GiB. */
  readonly most_bytes?: number;
  /** After which it ends. Default: 60. */
  readonly minutes?: number;
}

/** A cassette, as it is shown. */
export interface CassetteView {
  readonly object: 'cassette';
  readonly name: string;
  readonly status: 'recording' | 'done';
  /** Whose requests; null: everybody's. */
  readonly workspace_id: string | null;
  readonly filter: CassetteFilter;
  readonly share: number;
  /** Null for one that was put there by hand. */
  readonly started_by: string | null;
  readonly started_at: string | null;
  /** At the latest; null once it is done. */
  readonly ends_at: string | null;
  /** In its files. */
  readonly requests: number;
  /** Of its files. */
  readonly bytes: number;
  /** Wanted by the process that answers and not taken, while it is recorded: too long, or too much at once. */
  readonly left_out: number;
}
