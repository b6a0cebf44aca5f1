import { sql, type Expression, type SqlBool } from 'kysely';

/** Which rows of a table are read at once, by their `id`. */
export interface Wanted {
  readonly where: Expression<SqlBool>;
  readonly limit: number;
}

/** Rows that are fetched in one go: more would hold the event loop up while they are taken in. */
export const PAGE = 500;

/** The next page behind an id; the empty one is before all. */
export const pageBehind = (id: string): Wanted => ({ where: sql<SqlBool>`${sql.ref('id')} > ${id}`, limit: PAGE });

/** The rows of these ids, of which there may be as many as a page has. */
export const these = (ids: readonly string[]): Wanted => ({
  where: sql<SqlBool>`${sql.ref('id')} in (${sql.join(ids)})`,
  limit: PAGE,
});
