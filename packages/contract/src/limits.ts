/** A budget. Wire spec §16.2. */
export interface UsageLimit {
  readonly type: 'cost' | 'tokens';
  /** US dollars, at least one, or tokens, at least a hundred. */
  readonly credit_limit: number;
  readonly alert_threshold?: number | null;
  readonly periodic_reset?: 'weekly' | 'monthly' | null;
  readonly periodic_reset_days?: number | null;
  readonly next_usage_reset_at?: string | null;
}

/** A rate. Wire spec §16.3. */
export interface RateLimit {
  readonly type: 'requests' | 'tokens';
  readonly unit: 'rps' | 'rpm' | 'rph' | 'rpd' | 'rpw';
  readonly value: number;
}
