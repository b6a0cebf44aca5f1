import type { Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import { declared, notFound } from './admin-fault.ts';
import { audit } from './audit.ts';
import { deed } from './deed.ts';
import { etagOf, requireUnchanged } from './etag.ts';
import { findFor, scopedAs } from './find-for.ts';
import { listFor } from './list.ts';
import type { AdminMeans } from './means.ts';
import { once } from './once.ts';
import { PAGE } from './page.ts';
import { DEFAULT_WORKSPACE, placeFor, workspaceId } from './place.ts';
import { pluralOf, withArticle } from './noun.ts';
import { may } from './principal.ts';
import type { OwnedRow, Resource, View } from './resource.ts';
import type { AdminReply, AdminRoute, Asked } from './route.ts';
import { ORGANISATION } from './organisation-members.ts';
import type { Scope, Verb } from './scopes.ts';

/** The addresses of a resource: those whose parts it has. */
export function resourceRoutes<Row extends OwnedRow, Create, Change>(
  resource: Resource<Row, Create, Change>,
  means: AdminMeans,
): readonly AdminRoute[] {
  const { label, tag, path, scoped, kinds, view, create, update, remove, list, shown } = resource;
  const { store, refresh } = means;
  const one = `${path}/:key`;
  const scopesFor = (verb: Verb) => (kinds?.all ?? [scoped]).map((each) => `${each}.${verb}`) as [Scope, ...Scope[]];
  const found = async (asked: Asked, verb: Verb, db: Kysely<Schema>) => {
    const row = await findFor(resource, asked.params['key']!, verb, asked.principal, db);
    await requireWhereNamed(label, row, verb === 'update' ? { ...asked.query, ...asked.body } : asked.query, asked, db);
    return row;
  };
  const isDeclared = ({ params, principal }: Asked) => resource.declared?.(principal).has(params['key']!) === true;
  const routes: AdminRoute[] = [];

  routes.push({
    method: 'GET',
    path,
    summary: `All ${pluralOf(label)} that the asker may see`,
    tag,
    policy: { kind: 'scopes', scopes: scopesFor('list') },
    query: Joi.object({ ...PAGE, workspace_id: Joi.string(), ...list.query }),
    reply: listReply(shown, list.withSuccess === true),
    handle: ({ principal, query }) =>
      store.read(async (db) => {
        const page = await listFor(resource, { principal, query }, db);
        return { body: { object: 'list', ...(list.withSuccess && { success: true }), ...page } };
      }),
  });

  routes.push({
    method: 'GET',
    path: one,
    summary: `One ${label}`,
    tag,
    policy: { kind: 'scopes', scopes: scopesFor('read') },
    query: resource.besides ? WHERE.keys(resource.besides.query) : WHERE,
    reply: shown,
    async handle(asked) {
      const inFile = resource.declared?.(asked.principal).get(asked.params['key']!);
      const { alone = (each: View) => each } = resource;
      if (inFile) return { body: alone(inFile), etag: etagOf(inFile) };
      return store.read(async (db) => {
        const lent = await lentTo(resource, asked, db);
        if (lent) return { body: alone(lent), etag: etagOf(lent) };
        const row = await found(asked, 'read', db);
        const seen = await view(row, db);
        return { body: { ...alone(seen), ...(await resource.besides?.view(row, asked.query, db)) }, etag: etagOf(seen) };
      });
    },
  });

  if (create)
    routes.push({
      method: 'POST',
      path,
      summary: `Make ${withArticle(label)}`,
      tag,
      policy: { kind: 'scopes', scopes: scopesFor('create') },
      body: create.body,
      reply: create.reply,
      async handle(asked) {
        const making = asked as unknown as Asked<Create>;
        const reply = await store.write(async (writing) => {
          // Before a reply is told again, too: whoever may no longer make this does not get its secret.
          const place = await placeOfNew(resource, making, writing);
          await create.judge?.(making, writing);
          return once(asked, `POST ${path}`, store.vault, writing, () => make(resource, making, place, writing));
        });
        await refresh();
        return reply;
      },
    });

  if (update)
    routes.push({
      method: 'PUT',
      path: one,
      summary: `Change ${withArticle(label)}`,
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
      summary: `Remove ${withArticle(label)}`,
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
const WHERE = Joi.object({ workspace_id: Joi.string(), ...ORGANISATION });

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

/** Where something is to be made: a workspace's id, or null. @throws FaultError `forbidden` where it may not be made there. */
async function placeOfNew<Row extends OwnedRow, Create, Change>(
  resource: Resource<Row, Create, Change>,
  asked: Asked<Create>,
  writing: Writing,
): Promise<string | null> {
  const { principal } = asked;
  const { scopedIn = () => resource.scoped } = resource;
  const scopeIn = (place: string | null) => `${scopedIn(place)}.create` as Scope;
  const said = (asked.body as { readonly workspace_id?: string }).workspace_id;
  const named = said ?? (await resource.create!.workspaceOf?.(asked, writing.tx));
  const wide =
    resource.organisationWide === true && named === undefined && principal.home === undefined && may(principal, scopeIn(null), null);
  return wide ? null : placeFor(named, principal, scopeIn(named ?? principal.home ?? DEFAULT_WORKSPACE), writing.tx);
}

async function make<Row extends OwnedRow, Create, Change>(
  resource: Resource<Row, Create, Change>,
  asked: Asked<Create>,
  place: string | null,
  writing: Writing,
): Promise<AdminReply> {
  const { row, reply } = await resource.create!.run(asked, { workspaceId: place, id: crypto.randomUUID() }, writing);
  const after = await resource.view(row, writing.tx);
  await audit(writing, asked.principal, deed(resource, 'create', row, undefined, after));
  return { body: reply, etag: etagOf(after) };
}

/** A thing as somebody sees it who has no right to it of its own; undefined where it has one, or may not see it at all. */
async function lentTo<Row extends OwnedRow, Create, Change>(
  resource: Resource<Row, Create, Change>,
  { params, principal }: Asked,
  db: Kysely<Schema>,
): Promise<View | undefined> {
  const { find, lent } = resource;
  if (!lent) return undefined;
  const row = await find(params['key']!, db);
  if (!row || may(principal, `${scopedAs(resource, row)}.read` as Scope, row.workspace_id)) return undefined;
  return lent.view(row, principal, 'read', db);
}

/** Portkey's clients want `success` in some lists. */
const listReply = (shown: Joi.ObjectSchema, withSuccess: boolean) =>
  Joi.object({
    object: Joi.string().valid('list').required(),
    ...(withSuccess && { success: Joi.boolean().valid(true).required() }),
    total: Joi.number().integer().required(),
    data: Joi.array().items(shown).required(),
  });
