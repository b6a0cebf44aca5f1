import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { forbidden } from './admin-fault.ts';
import { DEFAULT_WORKSPACE, workspaceId } from './place.ts';
import { may, whereMay, type Principal } from './principal.ts';
import type { Scope } from './scopes.ts';

/**
 * The workspaces whose records somebody may deal with who has one of these scopes there: all that there are, or the one that
 * is named, by id or slug.
 *
 * @throws FaultError `not_found` for a workspace that is not there; `forbidden` for one where it may not.
 */
export async function placesFor(
  principal: Principal,
  scopes: readonly [Scope, ...Scope[]],
  named: string | undefined,
  db: Kysely<Schema>,
): Promise<'all' | readonly string[]> {
  if (named === undefined) return everyPlace(principal, scopes);
  const id = await workspaceId(named, principal, db);
  if (!scopes.some((scope) => may(principal, scope, id))) throw forbidden(scopes.join(' or '), `in the workspace "${named}"`);
  return [id];
}

/**
 * The same for who only looks: to who may see all, what belongs to no workspace is part of the default one, as all is that
 * they make without naming a workspace. Not for what removes.
 *
 * @throws FaultError as `placesFor`
 */
export async function placesToSee(
  principal: Principal,
  scopes: readonly [Scope, ...Scope[]],
  named: string | undefined,
  db: Kysely<Schema>,
): Promise<'all' | readonly string[]> {
  const places = await placesFor(principal, scopes, named, db);
  if (places === 'all' || everyPlace(principal, scopes) !== 'all') return places;
  return places.includes(await workspaceId(DEFAULT_WORKSPACE, principal, db)) ? [...places, NOBODYS] : places;
}

/** What belongs to no workspace, as records of it say. */
const NOBODYS = '';

/** The workspaces in which somebody has one of these scopes: their ids, or all of them. */
export function everyPlace(principal: Principal, scopes: readonly Scope[]): 'all' | readonly string[] {
  const places = scopes.map((scope) => whereMay(principal, scope));
  return places.includes('all') ? 'all' : [...new Set(places.flat())];
}
