import type { LogFilterBody } from '@sluice/contract';

/** Requests that went by the config, or all. */
export type Whose = 'this' | 'all';

export const SINCE = [
  { value: 'any', label: 'ever' },
  { value: 'hour', label: 'the last hour' },
  { value: 'day', label: 'the last day' },
  { value: 'week', label: 'the last week' },
] as const;

export type Since = (typeof SINCE)[number]['value'];

const MS: Readonly<Record<Since, number>> = { any: 0, hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 };

interface Wanted {
  readonly whose: Whose;
  readonly since: Since;
  readonly slug: string;
  /** Id or slug; undefined for all. */
  readonly workspace: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Which records are followed: calls that came in by the door; copies and replays are none. */
export const filterFor = ({ whose, since, slug, workspace, now }: Wanted): LogFilterBody => ({
  source: 'gateway',
  ...(whose === 'this' && { configs: slug }),
  ...(since !== 'any' && { time_of_generation_min: new Date(now - MS[since]).toISOString() }),
  ...(workspace !== undefined && { workspace_id: workspace }),
});
