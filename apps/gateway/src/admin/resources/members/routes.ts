import type { AddMembers, UpdateMember } from '@sluice/contract';
import type { Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import { forbidden, notFound } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import { etagOf, requireUnchanged } from '../../etag.ts';
import type { AdminMeans } from '../../means.ts';
import { once } from '../../once.ts';
import { workspaceId } from '../../place.ts';
import { may, type Principal } from '../../principal.ts';
import { requireRankIn } from '../../roles-given.ts';
import { route, type AdminRoute } from '../../route.ts';
import type { Verb } from '../../scopes.ts';
import { removeKeysOfUser } from '../api-keys/remove-key.ts';
import { requireUnbounded } from '../api-keys/unlimited.ts';
import { userChanged } from '../users/told.ts';
import { addMembers } from './add.ts';
import { ADD_MEMBERS, LIST_MEMBERS, REMOVE_MEMBER, SHOWN_MEMBER, UPDATE_MEMBER } from './schema.ts';
import { findMember, pageOfMembers, viewMember, type MemberRow, type MembersQuery } from './view.ts';

const TAG = 'Members of workspaces';
const ALL = '/admin/workspaces/:workspace/users';
const ONE = `${ALL}/:user`;

/** The addresses of workspaces' members. Wire spec §20.6. */
export function memberRoutes(means: AdminMeans): readonly AdminRoute[] {
  const { store, refresh } = means;
  return [
    route<unknown, MembersQuery>({
      method: 'GET',
      path: ALL,
      summary: 'All members of a workspace',
      tag: TAG,
      policy: { kind: 'scopes', scopes: ['workspace_users.list'] },
      query: LIST_MEMBERS,
      reply: Joi.object({
        object: Joi.string().valid('list').required(),
        total: Joi.number().required(),
        data: Joi.array().items(SHOWN_MEMBER).required(),
      }),
      handle: ({ params, principal, query }) =>
        store.read(async (db) => {
          const id = await placeOf(params, 'list', principal, db);
          const { total, data } = await pageOfMembers(id, query, db);
          return { body: { object: 'list', total, data: data.map(viewMember) } };
        }),
    }),
    route({
      method: 'GET',
      path: ONE,
      summary: 'One member of a workspace',
      tag: TAG,
      policy: { kind: 'scopes', scopes: ['workspace_users.read'] },
      reply: SHOWN_MEMBER,
      handle: ({ params, principal }) =>
        store.read(async (db) => {
          const body = viewMember(await memberOf(await placeOf(params, 'read', principal, db), params['user']!, db));
          return { body, etag: etagOf(body) };
        }),
    }),
    route<AddMembers>({
      method: 'POST',
      path: ALL,
      summary: 'Take users into a workspace',
      tag: TAG,
      policy: { kind: 'scopes', scopes: ['workspace_users.create'] },
      body: ADD_MEMBERS,
      reply: Joi.object({ object: Joi.string().valid('list').required(), data: Joi.array().items(SHOWN_MEMBER).required() }),
      async handle(asked) {
        const { params, principal, body } = asked;
        const reply = await store.write(async (writing) => {
          const id = await placeOf(params, 'create', principal, writing.tx);
          return once(asked, `POST ${ALL}`, store.vault, writing, async () => {
            await addMembers(id, body.users, { principal, means }, writing);
            const data = [];
            for (const { id: user } of body.users) {
              const after = viewMember(await memberOf(id, user, writing.tx));
              await told(writing, principal, 'create', { workspace: id, user, before: undefined, after });
              data.push(after);
            }
            return { body: { object: 'list', data } };
          });
        });
        await refresh();
        return reply;
      },
    }),
    route<UpdateMember>({
      method: 'PUT',
      path: ONE,
      summary: "Change a member's role",
      tag: TAG,
      policy: { kind: 'scopes', scopes: ['workspace_users.update'] },
      body: UPDATE_MEMBER,
      reply: SHOWN_MEMBER,
      async handle({ params, principal, body, ifMatch }) {
        const reply = await store.write(async (writing) => {
          const { tx, now } = writing;
          const id = await placeOf(params, 'update', principal, tx);
          const row = await memberOf(id, params['user']!, tx);
          const before = viewMember(row);
          requireUnchanged(ifMatch, before);
          requireRankIn(principal, row.role, id);
          requireRankIn(principal, body.role, id);
          await requireUnbounded(principal, means, tx);
          await tx
            .updateTable('memberships')
            .set({ role: body.role, updated_at: now })
            .where('workspace_id', '=', id)
            .where('user_id', '=', row.user_id)
            .execute();
          await userChanged(row.user_id, writing);
          const after = viewMember(await memberOf(id, row.user_id, tx));
          await told(writing, principal, 'update', { workspace: id, user: row.user_id, before, after });
          return { body: after, etag: etagOf(after) };
        });
        await refresh();
        return reply;
      },
    }),
    route({
      method: 'DELETE',
      path: ONE,
      summary: 'Send a member out of a workspace; the keys that the member has there go too',
      tag: TAG,
      policy: { kind: 'scopes', scopes: ['workspace_users.delete'] },
      body: REMOVE_MEMBER,
      reply: Joi.object({}),
      async handle({ params, principal, ifMatch }) {
        await store.write(async (writing) => {
          const { tx } = writing;
          const id = await placeOf(params, 'delete', principal, tx);
          const row = await memberOf(id, params['user']!, tx);
          const before = viewMember(row);
          requireUnchanged(ifMatch, before);
          requireRankIn(principal, row.role, id);
          await removeKeysOfUser(row.user_id, id, principal, writing);
          await tx.deleteFrom('memberships').where('workspace_id', '=', id).where('user_id', '=', row.user_id).execute();
          await userChanged(row.user_id, writing);
          await told(writing, principal, 'delete', { workspace: id, user: row.user_id, before, after: undefined });
        });
        await refresh();
        return { body: {} };
      },
    }),
  ];
}

async function placeOf(params: Readonly<Record<string, string>>, verb: Verb, principal: Principal, db: Kysely<Schema>): Promise<string> {
  const id = await workspaceId(params['workspace']!, principal, db);
  const scope = `workspace_users.${verb}` as const;
  if (!may(principal, scope, id)) throw forbidden(scope, `in the workspace "${params['workspace']}"`);
  return id;
}

async function memberOf(workspace: string, user: string, db: Kysely<Schema>): Promise<MemberRow> {
  const row = await findMember(workspace, user, db);
  if (!row) throw notFound('member', user);
  return row;
}

const told = (
  writing: Writing,
  principal: Principal,
  verb: Verb,
  {
    workspace,
    user,
    before,
    after,
  }: { readonly workspace: string; readonly user: string; readonly before: unknown; readonly after: unknown },
) => audit(writing, principal, { action: `workspace_users.${verb}`, resource: 'member', id: user, workspaceId: workspace, before, after });
