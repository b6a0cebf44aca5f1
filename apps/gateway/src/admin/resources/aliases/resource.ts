import type { AliasView, CreateAlias, UpdateAlias } from '@sluice/contract';
import type { AliasesTable } from '@sluice/store';
import { sql } from 'kysely';
import { declared as inFile, forbidden, refused, taken } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { OwnedRow, Resource } from '../../resource.ts';
import type { AdminRoute } from '../../route.ts';
import { shownTime } from '../../shown-time.ts';
import { declaredModels, modelKey, providerModel } from './provider-model.ts';
import { CHANGE, CREATE, SHOWN } from './schema.ts';

type AliasRow = AliasesTable & OwnedRow;

/** Names of models under which another is sent, for the whole organisation. */
export const defineAliases = (means: AdminMeans): Resource<AliasRow, CreateAlias, UpdateAlias> => ({
  label: 'alias',
  tag: 'Aliases',
  path: '/admin/aliases',
  scoped: 'aliases',
  organisationWide: true,
  find: async (key, db) => {
    const row = await db.selectFrom('aliases').selectAll().where('id', '=', modelKey(key, means)).executeTakeFirst();
    return row && { ...row, workspace_id: null };
  },
  view: async (row) => ({ ...viewAlias(row) }),
  declared: () => declaredModels(means.declared().aliases, means),
  list: {
    rows: (_query, db) =>
      db
        .selectFrom('aliases')
        .selectAll()
        .select(sql<null>`null`.as('workspace_id')),
  },
  create: {
    body: CREATE,
    reply: SHOWN,
    run: async ({ body: { provider: named, model, sends } }, { workspaceId }, { tx, changed, now }) => {
      if (workspaceId !== null) throw forbidden('aliases.create', 'for the whole organisation');
      const { id, provider } = providerModel(named, model, means);
      refuseCircle(model, sends);
      if (declaredModels(means.declared().aliases, means).has(id)) throw inFile('alias', id);
      if (await tx.selectFrom('aliases').select('id').where('id', '=', id).executeTakeFirst()) throw taken('alias', id);
      const row = { id, provider, model, sends, created_at: now, updated_at: now };
      await tx.insertInto('aliases').values(row).execute();
      changed('aliases', id);
      return { row: { ...row, workspace_id: null }, reply: { ...viewAlias(row) } };
    },
  },
  update: {
    body: CHANGE,
    reply: SHOWN,
    run: async (row, { body: { sends } }, { tx, changed, now }) => {
      refuseCircle(row.model, sends);
      await tx.updateTable('aliases').set({ sends, updated_at: now }).where('id', '=', row.id).execute();
      changed('aliases', row.id);
      return { ...viewAlias({ ...row, sends, updated_at: now }) };
    },
  },
  remove: {
    run: async ({ id }, _asked, { tx, changed }) => {
      await tx.deleteFrom('aliases').where('id', '=', id).execute();
      changed('aliases', id);
    },
  },
  shown: SHOWN,
});

function refuseCircle(model: string, sends: string): void {
  if (model === sends)
    throw refused('invalid_request', `"${model}" as an alias of itself says nothing: name another model`, 'sends', 'invalid_value');
}

const viewAlias = (row: AliasesTable): AliasView => ({
  id: row.id,
  provider: row.provider,
  model: row.model,
  sends: row.sends,
  created_at: shownTime(row.created_at),
  last_updated_at: shownTime(row.updated_at),
  object: 'alias',
  origin: 'api',
});

/** `/v1/admin/aliases`. */
export const aliasRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(defineAliases(means), means);
