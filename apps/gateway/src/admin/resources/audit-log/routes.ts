import type { AuditEntry, AuditLogQuery } from '@sluice/contract';
import type { AuditLogTable, Schema } from '@sluice/store';
import Joi from 'joi';
import type { Kysely, Selectable } from 'kysely';
import { forbidden } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { workspaceId } from '../../place.ts';
import { may, whereMay } from '../../principal.ts';
import { route, type AdminRoute } from '../../route.ts';
import { shownTime } from '../../shown-time.ts';

const text = Joi.string().max(300);

const QUERY = Joi.object({
  actor: text.description('As entries have it: "user:…", "key:…", "root"'),
  action: text.description('As entries have it: "virtual_keys.create"'),
  resource: text.description('As entries have it: "virtual key"'),
  resource_id: text,
  workspace_id: text.description('Id or slug'),
  from: Joi.string().isoDate().description('This moment included'),
  to: Joi.string().isoDate().description('This moment left out'),
  cursor: Joi.string()
    .pattern(/^\d{1,15}$/)
    .description('"next_cursor" of the page before'),
  page_size: Joi.number().integer().min(1).max(1000).default(100),
});

const ENTRY = Joi.object({
  object: Joi.string().valid('audit-log').required(),
  id: Joi.string().required(),
  created_at: Joi.string().isoDate().required(),
  actor: Joi.string().required(),
  actor_name: Joi.string().allow('').required(),
  workspace_id: Joi.string().allow(null).required(),
  action: Joi.string().required(),
  resource: Joi.string().required(),
  resource_id: Joi.string().required(),
  before: Joi.any().required().description('As the API showed it; null where there was nothing yet'),
  after: Joi.any().required().description('As the API shows it; null where there is nothing any more'),
});

/** The address of the audit log. It can be read, and nothing else. */
export const auditLogRoutes = ({ store }: AdminMeans): readonly AdminRoute[] => [
  route<unknown, AuditLogQuery>({
    method: 'GET',
    path: '/audit-logs',
    summary: 'Who changed what, the latest first',
    tag: 'Audit log',
    policy: { kind: 'scopes', scopes: ['audit_logs.list'] },
    query: QUERY,
    reply: Joi.object({
      object: Joi.string().valid('list').required(),
      data: Joi.array().items(ENTRY).required(),
      next_cursor: Joi.string().allow(null).required().description('Null at the end'),
    }),
    handle: ({ principal, query }) =>
      store.read(async (db) => {
        const where = await wantedPlaces(principal, query.workspace_id, db);
        const rows = await entries(query, where, db);
        const page = rows.slice(0, query.page_size);
        const last = rows.length > page.length ? page.at(-1) : undefined;
        return { body: { object: 'list', data: page.map(viewEntry), next_cursor: last ? String(last.seq) : null } };
      }),
  }),
];

async function wantedPlaces(
  principal: Parameters<typeof whereMay>[0],
  named: string | undefined,
  db: Kysely<Schema>,
): Promise<'all' | readonly string[]> {
  if (named === undefined) return whereMay(principal, 'audit_logs.list');
  const id = await workspaceId(named, principal, db);
  if (!may(principal, 'audit_logs.list', id)) throw forbidden('audit_logs.list', `in the workspace "${named}"`);
  return [id];
}

/** One more than the page holds, so that its end is known. */
async function entries(
  query: AuditLogQuery,
  where: 'all' | readonly string[],
  db: Kysely<Schema>,
): Promise<readonly Selectable<AuditLogTable>[]> {
  let asked = db
    .selectFrom('audit_log')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(query.page_size + 1);
  for (const name of ['actor', 'action', 'resource', 'resource_id'] as const) {
    const value = query[name];
    if (value !== undefined) asked = asked.where(name, '=', value);
  }
  if (where !== 'all') asked = asked.where('workspace_id', 'in', [...where]);
  if (query.from !== undefined) asked = asked.where('at', '>=', Date.parse(query.from));
  if (query.to !== undefined) asked = asked.where('at', '<', Date.parse(query.to));
  if (query.cursor !== undefined) asked = asked.where('seq', '<', Number(query.cursor));
  return asked.execute();
}

const viewEntry = (row: Selectable<AuditLogTable>): AuditEntry => ({
  object: 'audit-log',
  id: row.id,
  created_at: shownTime(row.at),
  actor: row.actor,
  actor_name: row.actor_name,
  workspace_id: row.workspace_id,
  action: row.action,
  resource: row.resource,
  resource_id: row.resource_id,
  before: row.before === null ? null : (JSON.parse(row.before) as unknown),
  after: row.after === null ? null : (JSON.parse(row.after) as unknown),
});
