import type { LogSummary } from '@sluice/contract';

/** Records that came live: those that are shown, and those that wait so that nothing moves under who reads. The newest first. */
export interface Arrivals {
  readonly shown: readonly LogSummary[];
  readonly held: readonly LogSummary[];
  /** Records that wait and are not kept, because they are too many. */
  readonly dropped: number;
}

export const NOTHING_ARRIVED: Arrivals = { shown: [], held: [], dropped: 0 };

/** More rows than this nobody reads, and the page would grow for as long as it is open. */
const MOST_SHOWN = 200;
const MOST_HELD = 200;

/** Takes in what came. @param isRead Somebody reads what is shown: it waits. */
export function arrived(before: Arrivals, records: readonly LogSummary[], isRead: boolean): Arrivals {
  const known = new Set([...before.shown, ...before.held].map(({ id }) => id));
  const held = newestFirst([...records.filter(({ id }) => !known.has(id)), ...before.held]);
  const kept = { ...before, held: held.slice(0, MOST_HELD), dropped: before.dropped + Math.max(0, held.length - MOST_HELD) };
  return isRead ? kept : released(kept);
}

/** Shows all that waits. */
export const released = ({ shown, held }: Arrivals): Arrivals => ({
  shown: newestFirst([...held, ...shown]).slice(0, MOST_SHOWN),
  held: [],
  dropped: 0,
});

/** What came live, and below it the page that was asked for; what is on both stands there once. */
export function withArrivals(shown: readonly LogSummary[], page: readonly LogSummary[]): readonly LogSummary[] {
  if (shown.length === 0) return page;
  const onPage = new Set(page.map(({ id }) => id));
  return newestFirst([...shown.filter(({ id }) => !onPage.has(id)), ...page]);
}

/** The order of ids is the order of time. */
const newestFirst = (records: readonly LogSummary[]): readonly LogSummary[] =>
  records.toSorted((one, other) => (one.id < other.id ? 1 : one.id > other.id ? -1 : 0));
