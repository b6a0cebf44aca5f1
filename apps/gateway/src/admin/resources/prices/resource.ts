import type { CreatePrice, ModelKnowledge, PriceView, UpdatePrice } from '@sluice/contract';
import type { PricesTable } from '@sluice/store';
import { sql } from 'kysely';
import { declared as inFile, forbidden, refused, taken } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { OwnedRow, Resource } from '../../resource.ts';
import type { AdminRoute } from '../../route.ts';
import { shownTime } from '../../shown-time.ts';
import { declaredModels, modelKey, providerModel } from '../aliases/provider-model.ts';
import { CHANGE, CREATE, SHOWN } from './schema.ts';

type PriceRow = PricesTable & OwnedRow;

/** What models cost and can do here, over what the providers' catalogues say, for the whole organisation. */
export const definePrices = (means: AdminMeans): Resource<PriceRow, CreatePrice, UpdatePrice> => ({
  label: 'price',
  tag: 'Prices',
  path: '/admin/prices',
  scoped: 'prices',
  organisationWide: true,
  find: async (key, db) => {
    const row = await db.selectFrom('prices').selectAll().where('id', '=', modelKey(key, means)).executeTakeFirst();
    return row && { ...row, workspace_id: null };
  },
  view: async (row) => ({ ...viewPrice(row) }),
  declared: () => declaredModels(means.declared().prices, means),
  list: {
    rows: (_query, db) =>
      db
        .selectFrom('prices')
        .selectAll()
        .select(sql<null>`null`.as('workspace_id')),
  },
  create: {
    body: CREATE,
    reply: SHOWN,
    run: async ({ body: { provider: named, model, ...entry } }, { workspaceId }, { tx, changed, now }) => {
      if (workspaceId !== null) throw forbidden('prices.create', 'for the whole organisation');
      const { id, provider } = providerModel(named, model, means);
      if (declaredModels(means.declared().prices, means).has(id)) throw inFile('price', id);
      if (await tx.selectFrom('prices').select('id').where('id', '=', id).executeTakeFirst()) throw taken('price', id);
      const row = { id, provider, model, entry: JSON.stringify(entry), created_at: now, updated_at: now };
      await tx.insertInto('prices').values(row).execute();
      changed('prices', id);
      return { row: { ...row, workspace_id: null }, reply: { ...viewPrice(row) } };
    },
  },
  update: {
    body: CHANGE,
    reply: SHOWN,
    run: async (row, { body }, { tx, changed, now }) => {
      const entry = Object.fromEntries(Object.entries({ ...entryOf(row), ...body }).filter(([, value]) => value !== null));
      if (Object.keys(entry).length === 0)
        throw refused('invalid_request', 'Nothing would be left of it: delete it', undefined, 'invalid_value');
      const next = { ...row, entry: JSON.stringify(entry), updated_at: now };
      await tx.updateTable('prices').set({ entry: next.entry, updated_at: now }).where('id', '=', row.id).execute();
      changed('prices', row.id);
      return { ...viewPrice(next) };
    },
  },
  remove: {
    run: async ({ id }, _asked, { tx, changed }) => {
      await tx.deleteFrom('prices').where('id', '=', id).execute();
      changed('prices', id);
    },
  },
  shown: SHOWN,
});

const entryOf = ({ entry }: PricesTable): ModelKnowledge => JSON.parse(entry) as ModelKnowledge;

const viewPrice = (row: PricesTable): PriceView => ({
  ...entryOf(row),
  id: row.id,
  provider: row.provider,
  model: row.model,
  created_at: shownTime(row.created_at),
  last_updated_at: shownTime(row.updated_at),
  object: 'price',
  origin: 'api',
});

/** `/v1/admin/prices`. */
export const priceRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(definePrices(means), means);
