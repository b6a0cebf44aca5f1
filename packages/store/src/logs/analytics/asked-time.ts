import type { LogReader } from '../read/reader.ts';
import { NEVER, type Wanted } from '../read/wanted.ts';
import { keptTime } from './kept-time.ts';
import { cutInPieces, type Pieces, type Time } from './pieces.ts';
import { SPAN_MS } from './widths.ts';
import type { Span } from '../log-store.ts';

/** Sums of minutes are kept for two days; an hour less, so that no clock and no cleaning comes in between. Milliseconds. */
const MINUTES_KEPT = 47 * 3_600_000;

const COARSEST_FIRST = ['week', 'day', 'hour', 'minute'] as const satisfies readonly Span[];

/** The time that a filter asks about, held against the time of which there are records. */
export interface AskedTime {
  /** As it is shown: what the filter leaves open begins and ends with the records. */
  readonly shown: Time;
  /** Cut in pieces of which none is wider than a `widest`. */
  pieces(widest: Span): Pieces;
}

/** @returns Undefined where there is nothing to be asked about. */
export async function askedTime(reader: LogReader, { from, to }: Wanted): Promise<AskedTime | undefined> {
  const kept = await keptTime(reader);
  const shown = { from: from === 0 ? (kept?.from ?? 0) : from, to: to === NEVER ? (kept?.to ?? 0) : to };
  if (shown.from >= shown.to) return undefined;
  // Where there is nothing outside of what is asked for, the whole week is as good as the part of it, and sooner summed up.
  const { week } = SPAN_MS;
  const begin = kept && kept.from >= shown.from ? Math.floor(shown.from / week) * week : shown.from;
  const end = kept && kept.to <= shown.to ? Math.ceil(shown.to / week) * week : shown.to;
  return {
    shown,
    pieces: (widest) =>
      cutInPieces({ from: begin, to: end }, COARSEST_FIRST.slice(COARSEST_FIRST.indexOf(widest)), reader.now() - MINUTES_KEPT),
  };
}
