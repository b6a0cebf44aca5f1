import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { forbidden, notFound } from './admin-fault.ts';
import { knows, may, type Principal } from './principal.ts';
import type { OwnedRow, Resource } from './resource.ts';
import type { Scope, ScopedResource, Verb } from './scopes.ts';

/** What says who may deal with a thing. */
type Guarded<Row extends OwnedRow> = Pick<Resource<Row>, 'scoped' | 'kinds' | 'reaches'>;

/** The first word of the scopes that a thing goes by. */
export const scopedAs = <Row extends OwnedRow>({ kinds, scoped }: Pick<Guarded<Row>, 'kinds' | 'scoped'>, row: Row): ScopedResource =>
  kinds ? kinds.of(row) : scoped;

/** Finds a thing and sees that the asker may do this to it. What it has no business with is not there. */
export async function findFor<Row extends OwnedRow>(
  resource: Guarded<Row> & Pick<Resource<Row>, 'find' | 'label'>,
  key: string,
  verb: Verb | 'publish',
  principal: Principal,
  db: Kysely<Schema>,
): Promise<Row> {
  const { find, label, reaches } = resource;
  const row = await find(key, db);
  if (!row || !knows(principal, row.workspace_id) || reaches?.one(row, principal) === false) throw notFound(label, key);
  const scope = `${scopedAs(resource, row)}.${verb}` as Scope;
  if (!may(principal, scope, row.workspace_id)) throw forbidden(scope, `for the ${label} "${key}"`);
  return row;
}

/** Whether a thing stands in somebody's lists by a right of its own. What is the whole organisation's is seen by those with the scope for all of it. */
export const mayList = <Row extends OwnedRow>(resource: Guarded<Row>, row: Row, principal: Principal): boolean =>
  resource.reaches?.one(row, principal) !== false && may(principal, `${scopedAs(resource, row)}.list` as Scope, row.workspace_id);
