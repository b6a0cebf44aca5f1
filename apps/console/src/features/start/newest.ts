import type { LogSummary } from '@sluice/contract';

/** What a list knew and what has arrived since, the newest first, each once. */
export function newest(listed: readonly LogSummary[], arrived: readonly LogSummary[], most: number): readonly LogSummary[] {
  const all = new Map([...listed, ...arrived].map((record) => [record.id, record]));
  // The order of ids is that of time.
  return [...all.values()].toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, most);
}
