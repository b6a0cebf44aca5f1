import type { PartialsTable, PartialVersionsTable, Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { notFound } from '../../admin-fault.ts';

/** A partial by its id or slug. */
export const findPartial = (key: string, db: Kysely<Schema>): Promise<PartialsTable | undefined> =>
  db
    .selectFrom('partials')
    .selectAll()
    .where((where) => where.or([where('id', '=', key), where('slug', '=', key)]))
    .executeTakeFirst();

/** All versions of a partial, the newest first. */
export const versionsOf = (partialId: string, db: Kysely<Schema>): Promise<readonly PartialVersionsTable[]> =>
  db.selectFrom('partial_versions').selectAll().where('partial_id', '=', partialId).orderBy('version', 'desc').execute();

/** The newest version of a partial. */
export const latestVersion = (partialId: string, db: Kysely<Schema>): Promise<PartialVersionsTable> =>
  db
    .selectFrom('partial_versions')
    .selectAll()
    .where('partial_id', '=', partialId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

/** A version of a partial. @throws FaultError `not_found` */
export async function findVersion({ id, slug }: PartialsTable, number: number, db: Kysely<Schema>): Promise<PartialVersionsTable> {
  const found = await db
    .selectFrom('partial_versions')
    .selectAll()
    .where('partial_id', '=', id)
    .where('version', '=', number)
    .executeTakeFirst();
  if (!found) throw notFound(`version of the partial "${slug}" called`, String(number));
  return found;
}
