import type { UpdateApiKey } from '@sluice/contract';
import Joi from 'joi';
import type { AdminMeans } from '../../means.ts';
import { may } from '../../principal.ts';
import type { Resource } from '../../resource.ts';
import { dealsWith } from './owner.ts';
import { removeKeys } from './remove-key.ts';
import { requireAnotherRoot } from './root-key.ts';
import { ALL_SCOPED, scopedAs } from './scoped.ts';
import { SHOWN_API_KEY, UPDATE_API_KEY } from './schema.ts';
import { updateApiKey } from './update.ts';
import { viewApiKey, type ApiKeyRow } from './view.ts';

/** API keys, but for how they are made and rotated: see `create.ts` and `rotate.ts`. */
export const defineApiKeys = (means: AdminMeans): Resource<ApiKeyRow, never, UpdateApiKey> => ({
  label: 'API key',
  tag: 'API keys',
  path: '/api-keys',
  scoped: 'workspace_service_api_keys',
  scopedFor: scopedAs,
  allScoped: ALL_SCOPED,
  // A key that may do everything is for those who may, and a user's keys are for the user and who manages users.
  reaches: (row, principal) =>
    (row.root === 0 || principal.everywhere === 'all') && (row.user_id === null || dealsWith(principal, row.user_id, row.workspace_id)),
  find: (id, db) => db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst(),
  view: (row, db) => viewApiKey(row, means.now(), db),
  declared: (principal) => (may(principal, 'organisation_service_api_keys.list', null) ? means.declared().apiKeys : new Map()),
  list: {
    rows: (where, _query, db) => {
      const all = db.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('id');
      return (where === 'all' ? all : all.where('workspace_id', 'in', [...where])).execute();
    },
    wants: (_view, query) => query['workspace_id'] === undefined,
  },
  update: {
    body: UPDATE_API_KEY,
    run: async (row, asked, writing) => {
      await updateApiKey(row, asked, means, writing);
      return {};
    },
    reply: Joi.object({}),
  },
  remove: {
    body: Joi.object({ id: Joi.any().strip() }),
    run: async (row, _asked, writing) => {
      await requireAnotherRoot(row, writing.tx);
      await removeKeys([row.id], writing);
    },
  },
  shown: SHOWN_API_KEY,
});
