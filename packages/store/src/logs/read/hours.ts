import { sql } from 'kysely';
import { allOf } from './any-of.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { ofDims, type Wanted } from './wanted.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Mostly what is looked for is among the newest, and the sums of all other days need not be looked at. */
const FIRST_DAYS = 3 * DAY_MS;

/** In hours where only one record of so many comes into question, it is better not to go through all of them. */
const RARE = 20;

/** An hour or a day with records that come into question. */
interface Hour {
  /** Its beginning, in milliseconds since the epoch. */
  readonly at: number;
  /** Those that do, and all. */
  readonly requests: number;
  readonly all: number;
}

/** A length of time, in milliseconds since the epoch, its end left out. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Hours that are looked through at once. */
export interface Portion {
  readonly stretches: readonly Stretch[];
  /** Whether few of the records in them come into question. */
  readonly rare: boolean;
}

/** Which way one goes. */
export type Direction = 'backwards' | 'forwards';

/**
 * The hours in which there are records that come into question, in portions that hold more and more of them: what is common
 * is found in the first, and what is rare is not asked for a thousand times.
 */
export async function* portions(reader: LogReader, wanted: Wanted, direction: Direction, first: number): AsyncGenerator<Portion> {
  let size = first;
  for (const window of windows(wanted, direction, reader.now())) {
    const days = [...(await summed(reader, { ...wanted, ...window }, 'day', direction))];
    let hours: Hour[] = [];
    for (; days.length + hours.length > 0; size *= 4) {
      const portion: Hour[] = [];
      for (let held = 0; held < size;) {
        if (hours.length === 0) hours = [...(await hoursOf(reader, { ...wanted, ...window }, direction, takeDays(days, size - held)))];
        const hour = hours.shift();
        if (hour === undefined) break;
        portion.push(hour);
        held += hour.requests;
      }
      if (portion.length > 0) yield { stretches: together(portion), rare: sumOf(portion, 'requests') * RARE < sumOf(portion, 'all') };
    }
  }
}

const sumOf = (hours: readonly Hour[], what: 'requests' | 'all') => hours.reduce((sum, hour) => sum + hour[what], 0);

/** The days that are looked at first, and all others. */
function windows({ from, to }: Wanted, direction: Direction, now: number): readonly Stretch[] {
  const newest = Math.min(to, now + DAY_MS);
  const border = direction === 'backwards' ? newest - FIRST_DAYS : from + FIRST_DAYS;
  const day = Math.floor(border / DAY_MS) * DAY_MS;
  if (day <= from || day >= to) return [{ from, to }];
  const [older, newer] = [
    { from, to: day },
    { from: day, to },
  ];
  return direction === 'backwards' ? [newer, older] : [older, newer];
}

/** As many days as hold so many, each of which may have hours outside of what is wanted. */
function takeDays(days: Hour[], size: number): readonly Hour[] {
  const taken: Hour[] = [];
  for (let held = 0; held < size;) {
    const day = days.shift();
    if (day === undefined) break;
    taken.push(day);
    held += day.requests;
  }
  return taken;
}

async function hoursOf(reader: LogReader, wanted: Wanted, direction: Direction, days: readonly Hour[]): Promise<readonly Hour[]> {
  if (days.length === 0) return [];
  const begins = days.map(({ at }) => at);
  const from = Math.max(wanted.from, Math.min(...begins));
  const to = Math.min(wanted.to, Math.max(...begins) + DAY_MS);
  // They follow each other among the days that have anything, so there is nothing else in between.
  return summed(reader, { ...wanted, from, to }, 'hour', direction);
}

async function summed(
  reader: LogReader,
  { from, to, dims, zones }: Wanted,
  span: 'day' | 'hour',
  direction: Direction,
): Promise<readonly Hour[]> {
  const width = span === 'day' ? DAY_MS : HOUR_MS;
  const matching = sql`sum(case when ${allOf([...ofDims(reader.engine, 's', dims), ...zones])} then s.requests else 0 end)`;
  return rowsOf(
    reader,
    sql<Hour>`select s.at, ${matching} as requests, sum(s.requests) as "all" from log_sums s
      where s.span = ${sql.lit(span)} and s.at >= ${from - (from % width)} and s.at < ${to}
      group by s.at having ${matching} > 0 order by s.at ${sql.raw(direction === 'backwards' ? 'desc' : 'asc')}`,
  );
}

/** Hours that follow each other are one stretch. */
function together(hours: readonly Hour[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { at } of hours) {
    const last = stretches.at(-1);
    if (last?.from === at + HOUR_MS) stretches[stretches.length - 1] = { from: at, to: last.to };
    else if (last?.to === at) stretches[stretches.length - 1] = { from: last.from, to: at + HOUR_MS };
    else stretches.push({ from: at, to: at + HOUR_MS });
  }
  return stretches;
}
