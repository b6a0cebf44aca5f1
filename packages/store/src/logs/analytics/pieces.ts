import type { Span } from '../log-store.ts';
import { SPAN_MS } from './widths.ts';

/** A length of time, in milliseconds since the epoch; its end is left out. */
export interface Time {
  readonly from: number;
  readonly to: number;
}

/** A length of time, cut so that each piece is answered by what is coarsest. */
export interface Pieces {
  /** Whole weeks, days, hours, minutes: by sums of that width. */
  readonly sums: readonly (Time & { readonly span: Span })[];
  /** What is left at the ragged ends: by the records. */
  readonly rows: readonly Time[];
}

/**
 * @param spans Which sums may be used, the coarsest first.
 * @param minutesFrom From when on there are sums of minutes, in milliseconds since the epoch.
 */
export function cutInPieces(time: Time, spans: readonly Span[], minutesFrom: number): Pieces {
  if (time.from >= time.to) return { sums: [], rows: [] };
  const [span, ...finer] = spans;
  if (span === undefined) return { sums: [], rows: [time] };
  const width = SPAN_MS[span];
  const begin = Math.ceil((span === 'minute' ? Math.max(time.from, minutesFrom) : time.from) / width) * width;
  const end = Math.floor(time.to / width) * width;
  if (begin >= end) return cutInPieces(time, finer, minutesFrom);
  const ends = [
    cutInPieces({ from: time.from, to: begin }, finer, minutesFrom),
    cutInPieces({ from: end, to: time.to }, finer, minutesFrom),
  ];
  return { sums: [{ span, from: begin, to: end }, ...ends.flatMap(({ sums }) => sums)], rows: ends.flatMap(({ rows }) => rows) };
}
