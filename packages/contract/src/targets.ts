/** `GET /v1/admin/targets` */
export interface TargetsQuery {
  /** Id or slug. Default: all that the asker may see. */
  readonly workspace_id?: string;
  /** How far back, 1 to 1440. Default: 15. */
  readonly minutes?: number;
}

/** A circuit of a config's target. */
export interface BreakerView {
  readonly object: 'breaker';
  /** The slug of the config. */
  readonly config: string;
  /** Its place in the config: `config.targets[0]`. */
  readonly target: string;
  readonly model: string | null;
  /** `half_open`: the next request may go, as a probe. */
  readonly state: 'closed' | 'open' | 'half_open';
  /** Finished in the window that is still remembered. */
  readonly requests: number;
  readonly failures: number;
  readonly opened_at: string | null;
}

/** How a credential has done lately: requests that ended with it, answered or not. */
export interface TargetHealth {
  readonly object: 'target';
  /** The slug of the virtual key; null: of all calls of the provider, by whatever credential. */
  readonly virtual_key: string | null;
  /** The provider's slug; null where nobody knows it any more. */
  readonly provider: string | null;
  readonly requests: number;
  /** Answered with 400 and above, or ended by a fault. */
  readonly failures: number;
  /** Milliseconds; null where nothing was asked. */
  readonly p50_latency: number | null;
  readonly p90_latency: number | null;
  readonly p99_latency: number | null;
  /** Null where none of these requests failed. */
  readonly last_failure: {
    /** The id of its record. */
    readonly log_id: string;
    readonly at: string;
    readonly status: number;
    /** The kind of what went wrong; how it was told stands in the record. */
    readonly fault: string | null;
  } | null;
  /** The worst of its circuits; null where no config has one for it, or none has seen a request yet. */
  readonly state: BreakerView['state'] | null;
  readonly breakers: readonly BreakerView[];
}
