import type { Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import { declared, forbidden, notFound } from './admin-fault.ts';
import { audit } from './audit.ts';
import { etagOf, requireUnchanged } from './etag.ts';
import type { AdminMeans } from './means.ts';
import { once } from './once.ts';
import { PAGE, pageOf, type Page } from './page.ts';
import { DEFAULT_WORKSPACE, placeFor, workspaceId } from './place.ts';
import { knows, may, type Principal } from './principal.ts';
import type { AdminReply, AdminRoute, Asked } from './route.ts';
import type { Scope, ScopedResource, Verb } from './scopes.ts';

/** What every row has that somebody owns. */
export interface OwnedRow {
  readonly id: string;
  /** Null: the whole organisation's. */
  readonly workspace_id: string | null;
}

/** How a thing is shown. Where it comes from stands in `origin`: `api`, or `file` for what the config file declares. */
export type View = Readonly<Record<string, unknown>>;

/** What was made, and what its maker is told. */
export interface Made<Row> {
  readonly row: Row;
  readonly reply: View;
}

/**
 * A kind of thing that people make, list, read, change and remove. What all kinds have in common stands in this file and
 * nowhere else: whether the asker may, whose thing it is, that nothing is overwritten unseen, and that it is written down.
 *
 * @typeParam Row What the store holds of one.
 * @typeParam Create What `create.body` lets through.
 * @typeParam Change What `update.body` lets through.
 */
export interface Resource<Row extends OwnedRow, Create = Readonly<Record<string, unknown>>, Change = Readonly<Record<string, unknown>>> {
  /** As messages and the audit log call it: `virtual key`. */
  readonly label: string;
  /** The heading in the API's document. */
  readonly tag: string;
  /** `/virtual-keys` */
  readonly path: string;
  /** The scopes' first word. */
  readonly scoped: ScopedResource;
  /** Where the scope depends on the thing: of a row. Default: `scoped`. */
  readonly scopedFor?: (row: Row) => ScopedResource;
  /** All that `scopedFor` may give. Default: `scoped` alone. */
  readonly allScoped?: readonly ScopedResource[];
  /** Where the scope of making one depends on where it is made: of a workspace's id, or null. Default: `scoped`. */
  readonly scopedIn?: (workspaceId: string | null) => ScopedResource;
  /**
   * How a thing looks to somebody who has no right to it by itself and may use it all the same; undefined for whoever may not. Such a
   * thing can be looked at, and nothing else. Default: nobody sees what it has no right to.
   */
  readonly lent?: (row: Row, principal: Principal, verb: 'list' | 'read', db: Kysely<Schema>) => Promise<View | undefined>;
  /** Whether things of this kind may belong to no workspace where the maker says none. Default: they go to the default workspace. */
  readonly organisationWide?: boolean;
  /** By id or slug. */
  readonly find: (key: string, db: Kysely<Schema>) => Promise<Row | undefined>;
  readonly view: (row: Row, db: Kysely<Schema>) => Promise<View>;
  /** What is answered where one is asked for. Default: the view itself. */
  readonly alone?: (view: View) => View;
  /** How it stands in a list. Default: as `view` has it. */
  readonly listed?: (row: Row, db: Kysely<Schema>) => Promise<View>;
  /** Whether somebody who has the scope may deal with this one, too; what one may not is not there. Default: yes. */
  readonly reaches?: (row: Row, principal: Principal) => boolean;
  /** What the config file declares of this kind, by slug. Default: nothing. */
  readonly declared?: (principal: Principal) => ReadonlyMap<string, View>;
  readonly list: {
    /** Query members besides the page and `workspace_id`. */
    readonly query?: Joi.PartialSchemaMap;
    /** All rows of these workspaces (`all`: of every one) and those of no workspace, oldest first. */
    readonly rows: (
      where: 'all' | readonly string[],
      query: Readonly<Record<string, unknown>>,
      db: Kysely<Schema>,
    ) => Promise<readonly Row[]>;
    /** Whether a declared thing is wanted. Default: it is. */
    readonly wants?: (view: View, query: Readonly<Record<string, unknown>>) => boolean;
    /** Members of the reply. Default: `{object: "list", total, data}`. */
    readonly envelope?: (page: { readonly total: number; readonly data: readonly View[] }) => View;
  };
  readonly create?: {
    readonly body: Joi.ObjectSchema;
    /** The workspace that the maker means without naming it: that of something else which it names. Default: none. */
    readonly workspaceOf?: (asked: Asked<Create>, db: Kysely<Schema>) => Promise<string | undefined>;
    readonly run: (
      asked: Asked<Create>,
      place: { readonly workspaceId: string | null; readonly id: string },
      writing: Writing,
    ) => Promise<Made<Row>>;
    /** What is told of it. */
    readonly reply: Joi.ObjectSchema;
  };
  readonly update?: {
    readonly body: Joi.ObjectSchema;
    /** @returns What the changer is told. */
    readonly run: (row: Row, asked: Asked<Change>, writing: Writing) => Promise<View>;
    readonly reply: Joi.ObjectSchema;
  };
  readonly remove?: {
    readonly body?: Joi.ObjectSchema;
    readonly run: (row: Row, asked: Asked, writing: Writing) => Promise<void>;
  };
  /** How `view` looks. */
  readonly shown: Joi.ObjectSchema;
}

/** Finds a thing and sees that the asker may do this to it. What it has no business with is not there. */
export async function findFor<Row extends OwnedRow>(
  {
    find,
    label,
    scoped,
    scopedFor = () => scoped,
    reaches = () => true,
  }: Pick<Resource<Row>, 'find' | 'label' | 'scoped' | 'scopedFor' | 'reaches'>,
  key: string,
  verb: Verb | 'publish',
  principal: Principal,
  db: Kysely<Schema>,
): Promise<Row> {
  const row = await find(key, db);
  if (!row || !knows(principal, row.workspace_id) || !reaches(row, principal)) throw notFound(label, key);
  const scope = `${scopedFor(row)}.${verb}` as Scope;
  if (!may(principal, scope, row.workspace_id)) throw forbidden(scope, `for the ${label} "${key}"`);
  return row;
}

/** The addresses of a resource: those whose parts it has. */
export function resourceRoutes<Row extends OwnedRow, Create, Change>(
  resource: Resource<Row, Create, Change>,
  means: AdminMeans,
): readonly AdminRoute[] {
  const { label, tag, path, scoped, allScoped = [scoped], view, create, update, remove, list, shown } = resource;
  const { store, refresh } = means;
  const one = `${path}/:key`;
  const scopesFor = (verb: Verb) => allScoped.map((each) => `${each}.${verb}`) as [Scope, ...Scope[]];
  const found = async (asked: Asked, verb: Verb, db: Kysely<Schema>) => {
    const row = await findFor(resource as unknown as Resource<Row>, asked.params['key']!, verb, asked.principal, db);
    await requireWhereNamed(label, row, verb === 'update' ? { ...asked.query, ...asked.body } : asked.query, asked, db);
    return row;
  };
  const isDeclared = ({ params, principal }: Asked) => resource.declared?.(principal).has(params['key']!) === true;
  const routes: AdminRoute[] = [];

  routes.push({
    method: 'GET',
    path,
    summary: `All ${label}s that the asker may see`,
    tag,
    policy: { kind: 'scopes', scopes: scopesFor('list') },
    query: Joi.object({ ...PAGE, workspace_id: Joi.string(), ...list.query }),
    reply: listReply(shown),
    async handle({ principal, query }) {
      const named = query['workspace_id'] as string | undefined;
      return store.read(async (db) => {
        const where = named === undefined ? 'all' : [await workspaceId(named, principal, db)];
        const rows: (Row | View)[] = [];
        const lent = new Set<unknown>();
        for (const row of await list.rows(where, query, db)) {
          if (maySee(resource, principal, row)) rows.push(row);
          else {
            const seen = await resource.lent?.(row, principal, 'list', db);
            if (seen === undefined) continue;
            lent.add(seen);
            rows.push(seen);
          }
        }
        const fromFile = [...(resource.declared?.(principal).values() ?? [])].filter((each) => list.wants?.(each, query) ?? true);
        const { total, data } = pageOf<Row | View>([...fromFile, ...rows], query as unknown as Page);
        const ready = new Set<unknown>([...fromFile, ...lent]);
        const views = await Promise.all(
          data.map(async (each) => (ready.has(each) ? (each as View) : (resource.listed ?? view)(each as Row, db))),
        );
        const page = { total, data: views };
        return { body: list.envelope?.(page) ?? { object: 'list', ...page } };
      });
    },
  });

  routes.push({
    method: 'GET',
    path: one,
    summary: `One ${label}`,
    tag,
    policy: { kind: 'scopes', scopes: scopesFor('read') },
    query: WHERE,
    reply: shown,
    async handle(asked) {
      const inFile = resource.declared?.(asked.principal).get(asked.params['key']!);
      const { alone = (each: View) => each } = resource;
      if (inFile) return { body: alone(inFile), etag: etagOf(inFile) };
      return store.read(async (db) => {
        const seen = (await lentTo(resource, asked, db)) ?? (await view(await found(asked, 'read', db), db));
        return { body: alone(seen), etag: etagOf(seen) };
      });
    },
  });

  if (create)
    routes.push({
      method: 'POST',
      path,
      summary: `Make a ${label}`,
      tag,
      policy: { kind: 'scopes', scopes: scopesFor('create') },
      body: create.body,
      reply: create.reply,
      async handle(asked) {
        const reply = await store.write((writing) =>
          once(asked, `POST ${path}`, store.vault, writing, () => make(resource, asked as unknown as Asked<Create>, writing)),
        );
        await refresh();
        return reply;
      },
    });

  if (update)
    routes.push({
      method: 'PUT',
      path: one,
      summary: `Change a ${label}`,
      tag,
      policy: { kind: 'scopes', scopes: scopesFor('update') },
      query: WHERE,
      body: update.body,
      reply: update.reply,
      async handle(asked) {
        if (isDeclared(asked)) throw declared(label, asked.params['key']!);
        const reply = await store.write(async (writing): Promise<AdminReply> => {
          const row = await found(asked, 'update', writing.tx);
          const before = await view(row, writing.tx);
          requireUnchanged(asked.ifMatch, before);
          const body = await update.run(row, asked as unknown as Asked<Change>, writing);
          const after = await view((await resource.find(row.id, writing.tx))!, writing.tx);
          await audit(writing, asked.principal, deed(resource, 'update', row, before, after));
          return { body, etag: etagOf(after) };
        });
        await refresh();
        return reply;
      },
    });

  if (remove)
    routes.push({
      method: 'DELETE',
      path: one,
      summary: `Remove a ${label}`,
      tag,
      policy: { kind: 'scopes', scopes: scopesFor('delete') },
      query: WHERE,
      ...(remove.body && { body: remove.body }),
      reply: Joi.object({}),
      async handle(asked) {
        if (isDeclared(asked)) throw declared(label, asked.params['key']!);
        await store.write(async (writing) => {
          const row = await found(asked, 'delete', writing.tx);
          const before = await view(row, writing.tx);
          requireUnchanged(asked.ifMatch, before);
          await remove.run(row, asked, writing);
          await audit(writing, asked.principal, deed(resource, 'delete', row, before, undefined));
        });
        await refresh();
        return { body: {} };
      },
    });
  return routes;
}

/** Clients say where a thing is although its name is enough; where it is elsewhere, it is not there. */
const WHERE = Joi.object({ workspace_id: Joi.string() }).unknown();

/** @throws FaultError `not_found` for a thing of another workspace than the one that is named. */
async function requireWhereNamed(
  label: string,
  row: OwnedRow,
  { workspace_id: named }: { readonly workspace_id?: unknown },
  { params, principal }: Asked,
  db: Kysely<Schema>,
): Promise<void> {
  if (typeof named !== 'string' || row.workspace_id === null || row.workspace_id === (await workspaceId(named, principal, db))) return;
  throw notFound(label, params['key']!);
}

async function make<Row extends OwnedRow, Create, Change>(
  resource: Resource<Row, Create, Change>,
  asked: Asked<Create>,
  writing: Writing,
): Promise<AdminReply> {
  const { principal } = asked;
  const { scopedIn = () => resource.scoped } = resource;
  const scopeIn = (place: string | null) => `${scopedIn(place)}.create` as Scope;
  const said = (asked.body as { readonly workspace_id?: string }).workspace_id;
  const named = said ?? (await resource.create!.workspaceOf?.(asked, writing.tx));
  const wide =
    resource.organisationWide === true && named === undefined && principal.home === undefined && may(principal, scopeIn(null), null);
  const place = wide ? null : await placeFor(named, principal, scopeIn(named ?? principal.home ?? DEFAULT_WORKSPACE), writing.tx);
  const { row, reply } = await resource.create!.run(asked, { workspaceId: place, id: crypto.randomUUID() }, writing);
  const after = await resource.view(row, writing.tx);
  await audit(writing, principal, deed(resource, 'create', row, undefined, after));
  return { body: reply, etag: etagOf(after) };
}

/** A thing as somebody sees it who has no right to it of its own; undefined where it has one, or may not see it at all. */
async function lentTo<Row extends OwnedRow, Create, Change>(
  { find, lent, scoped, scopedFor = () => scoped }: Resource<Row, Create, Change>,
  { params, principal }: Asked,
  db: Kysely<Schema>,
): Promise<View | undefined> {
  if (!lent) return undefined;
  const row = await find(params['key']!, db);
  if (!row || may(principal, `${scopedFor(row)}.read` as Scope, row.workspace_id)) return undefined;
  return lent(row, principal, 'read', db);
}

/** Whether a thing may stand in somebody's list. What is the whole organisation's may be seen by all who see such things at all. */
function maySee<Row extends OwnedRow>(
  { scoped, scopedFor = () => scoped, reaches = () => true }: Pick<Resource<Row>, 'scoped' | 'scopedFor' | 'reaches'>,
  principal: Principal,
  row: Row,
): boolean {
  return reaches(row, principal) && may(principal, `${scopedFor(row)}.list` as Scope, row.workspace_id);
}

/** A change to a thing, for the audit log. */
export const deed = <Row extends OwnedRow>(
  { scoped, scopedFor = () => scoped, label }: Pick<Resource<Row, never, never>, 'scoped' | 'scopedFor' | 'label'>,
  verb: string,
  row: Row,
  before: View | undefined,
  after: View | undefined,
) => ({ action: `${scopedFor(row)}.${verb}`, resource: label, id: row.id, workspaceId: row.workspace_id, before, after });

const listReply = (shown: Joi.ObjectSchema) =>
  Joi.object({
    object: Joi.string().valid('list'),
    total: Joi.number().integer().required(),
    data: Joi.array().items(shown).required(),
  }).unknown();
