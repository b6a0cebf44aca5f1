import type { Problem, Report } from '@sluice/provider-testkit';

/** What came of probing one part of a plugin. */
export interface Probed {
  readonly problems: readonly Problem[];
  readonly report?: Report;
  /** What could not be tried, in sentences with what would make it possible. */
  readonly untried?: readonly string[];
}
