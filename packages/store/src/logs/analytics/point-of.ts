import { sql, type RawBuilder } from 'kysely';

/** Where the point begins in which a moment lies. Both are whole numbers, and so is what they are divided to. */
export const pointOf = (at: RawBuilder<unknown>, widthMs: number): RawBuilder<number> =>
  sql`(${at} / ${sql.lit(widthMs)} * ${sql.lit(widthMs)})`;
