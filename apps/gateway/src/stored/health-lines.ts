import type { StoreHealth } from './follower.ts';

/** How the store does, as people are told. */
export interface ToldHealth extends StoreHealth {
  /** Since when it takes no changes although it can be read. */
  readonly readOnlySince: number | undefined;
}

/** The same in Prometheus' text format. */
export function healthLines({ up, readOnlySince, refreshedAt, failures }: ToldHealth, now: number): string {
  return [
    '# HELP sluice_store_up Whether the database answers',
    '# TYPE sluice_store_up gauge',
    `sluice_store_up ${up ? 1 : 0}`,
    '# HELP sluice_store_writable Whether the database takes changes, as far as is known',
    '# TYPE sluice_store_writable gauge',
    `sluice_store_writable ${up && readOnlySince === undefined ? 1 : 0}`,
    '# HELP sluice_store_refresh_age_seconds Time since memory was last known to be what the database holds',
    '# TYPE sluice_store_refresh_age_seconds gauge',
    `sluice_store_refresh_age_seconds ${Math.max(0, now - refreshedAt) / 1000}`,
    '# HELP sluice_store_refresh_failures_total Questions to the database that it did not answer',
    '# TYPE sluice_store_refresh_failures_total counter',
    `sluice_store_refresh_failures_total ${failures}`,
    '',
  ].join('\n');
}
