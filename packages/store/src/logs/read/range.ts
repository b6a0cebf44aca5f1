import { sql, type RawBuilder } from 'kysely';
import type { Range } from '../query.ts';
import type { Condition } from './any-of.ts';

/** A number as it is: PostgreSQL would hold it to the type of the column that it is compared with. */
const number = (value: number): RawBuilder<number> => sql`cast(${value} as double precision)`;

/** Whether this lies in the range; what is not known lies in none. */
export function within(value: RawBuilder<unknown>, range: Range | undefined): readonly Condition[] {
  if (range === undefined) return [];
  const { min, max } = range;
  const ends = [
    ...(min === undefined ? [] : [sql<boolean>`${value} >= ${number(min)}`]),
    ...(max === undefined ? [] : [sql<boolean>`${value} <= ${number(max)}`]),
  ];
  // A range without ends still asks for what is known.
  return ends.length === 0 ? [sql<boolean>`${value} is not null`] : ends;
}

/** Whether this is as large as the range begins: of the largest of several, whether one of them may lie in it. */
export const reaches = (largest: RawBuilder<unknown>, range: Range | undefined): readonly Condition[] =>
  range?.min === undefined ? [] : [sql<boolean>`${largest} >= ${number(range.min)}`];
