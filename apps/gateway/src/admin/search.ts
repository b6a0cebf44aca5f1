import Joi from 'joi';
import { sql, type Expression, type SqlBool } from 'kysely';

/** The query member by which lists are searched. */
export const SEARCH = Joi.string()
  .allow('')
  .max(200)
  .description('In names and slugs, whatever the case of A to Z; every character stands for itself');

/** Whether a thing is one that is searched for. */
export function isSought({ name, slug = '' }: { readonly name: string; readonly slug?: string }, search: unknown): boolean {
  if (typeof search !== 'string' || search === '') return true;
  const sought = search.toLowerCase();
  return name.toLowerCase().includes(sought) || slug.toLowerCase().includes(sought);
}

/** The same in the database: a row is sought where one of these columns holds the text. */
export function isSoughtIn(columns: readonly string[], search: unknown): Expression<SqlBool> {
  if (typeof search !== 'string' || search === '') return sql<SqlBool>`true`;
  // Some databases know the cases of A to Z alone: there a text is found by its other letters as they stand.
  const patterns = new Set([search.toLowerCase(), search.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())].map(patternOf));
  const conditions = columns.flatMap((column) =>
    [...patterns].map((pattern) => sql<SqlBool>`lower(${sql.ref(column)}) like ${pattern} escape '!'`),
  );
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

const patternOf = (text: string) => `%${text.replaceAll(/[!%_]/g, '!$&')}%`;
