/** An alert as the config file has it. */
export interface AlertEntry {
  readonly name: string;
  readonly when: 'error_rate' | 'latency_p95' | 'spend' | 'breaker_open';
  readonly threshold?: number;
  readonly window?: string;
  readonly min_requests?: number;
  readonly filters?: Readonly<Partial<Record<'provider' | 'model' | 'virtual_key' | 'workspace' | 'config', string | readonly string[]>>>;
  readonly webhook: string;
  readonly secret?: string;
  readonly repeat_after?: string;
}
