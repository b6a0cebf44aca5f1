import type { Schema } from '@sluice/store';
import type { Expression, Kysely, SqlBool } from 'kysely';
import { mayList } from './find-for.ts';
import type { Page } from './page.ts';
import { workspaceId } from './place.ts';
import { whereMay, type Principal } from './principal.ts';
import type { OwnedRow, Resource, Rows, Thing, View } from './resource.ts';
import type { Scope } from './scopes.ts';

/** What of a resource decides over its lists. */
export type Listable<Row extends OwnedRow> = Pick<
  Resource<Row>,
  'scoped' | 'kinds' | 'reaches' | 'lent' | 'view' | 'listed' | 'declared' | 'list'
>;

/** One page of a list, and how many things there are on all of them. */
export interface Listed {
  readonly total: number;
  readonly data: readonly View[];
}

/**
 * One page of the things that somebody may see: those of the config file first, then the stored ones, oldest first. The
 * database counts and chooses, so that a page costs the same however many things there are.
 */
export async function listFor<Row extends OwnedRow>(
  resource: Listable<Row>,
  { principal, query }: { readonly principal: Principal; readonly query: Readonly<Record<string, unknown>> },
  db: Kysely<Schema>,
): Promise<Listed> {
  const { list, declared } = resource;
  const { current_page: page, page_size: size } = query as unknown as Page;
  const named = query['workspace_id'] as string | undefined;
  const workspace = named === undefined ? undefined : await workspaceId(named, principal, db);
  const inFile = [...(declared?.(principal).values() ?? [])].filter((each) => list.wants?.(each, query) ?? true);
  // What all rows have is enough to choose among them; which columns a kind has beyond that is for its own conditions to know.
  const things = db
    .selectFrom((list.rows(query, db) as Rows<OwnedRow>).as('thing'))
    .where((thing) => wanted(resource, thing as unknown as Thing<Row>, workspace, principal));
  const { count } = await things.select((thing) => thing.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow();
  const first = inFile.slice(page * size, (page + 1) * size);
  const rows =
    first.length === size
      ? []
      : await things
          .selectAll('thing')
          .orderBy('thing.created_at')
          .orderBy('thing.id')
          .limit(size - first.length)
          .offset(Math.max(0, page * size - inFile.length))
          .execute();
  const { brief = (view: View) => view } = list;
  const views = [...first, ...(await viewsOf(resource, rows as readonly OwnedRow[] as readonly Row[], principal, db))];
  return { total: inFile.length + Number(count), data: views.map(brief) };
}

function wanted<Row extends OwnedRow>(
  { scoped, kinds, reaches, lent, list }: Listable<Row>,
  thing: Thing<Row>,
  workspace: string | undefined,
  principal: Principal,
): Expression<SqlBool> {
  const words = (kinds?.all ?? [scoped]).map((word) => ({ word, places: whereMay(principal, `${word}.list` as Scope) }));
  const owned = thing as unknown as Thing<OwnedRow>;
  const byScope = words.map(({ word, places }) =>
    thing.and([
      ...(kinds ? [kinds.where(thing, word)] : []),
      ...(places === 'all' ? [] : [places.length === 0 ? thing.lit(false) : owned('thing.workspace_id', 'in', [...places])]),
    ]),
  );
  // Nothing to ask, and nothing for the database to look at, where all of it may be seen.
  const seen = words.every(({ places }) => places === 'all') ? [] : [thing.or(byScope)];
  const own = thing.and([...seen, ...(reaches ? [reaches.where(thing, principal)] : [])]);
  const within = ({ within: where }: typeof list, id: string) =>
    where?.(thing, id) ?? thing.or([owned('thing.workspace_id', '=', id), owned('thing.workspace_id', 'is', null)]);
  return thing.and([
    lent && seen.length > 0 ? thing.or([own, lent.where(thing, principal)]) : own,
    ...(workspace === undefined ? [] : [within(list, workspace)]),
  ]);
}

async function viewsOf<Row extends OwnedRow>(
  resource: Listable<Row>,
  rows: readonly Row[],
  principal: Principal,
  db: Kysely<Schema>,
): Promise<readonly View[]> {
  const { view, listed = (own: readonly Row[]) => Promise.all(own.map((row) => view(row, db))), lent } = resource;
  const own = rows.filter((row) => mayList(resource, row, principal));
  const views = new Map<string, View>((await listed(own, db)).map((each, index) => [own[index]!.id, each]));
  for (const row of rows) {
    const seen = views.has(row.id) ? undefined : await lent?.view(row, principal, 'list', db);
    if (seen) views.set(row.id, seen);
  }
  return rows.map(({ id }) => views.get(id)).filter((each) => each !== undefined);
}
