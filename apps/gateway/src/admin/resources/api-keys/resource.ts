import type { UpdateApiKey } from '@sluice/contract';
import Joi from 'joi';
import type { AdminMeans } from '../../means.ts';
import { may } from '../../principal.ts';
import type { Resource } from '../../resource.ts';
import { isSought, isSoughtIn, SEARCH } from '../../search.ts';
import { REACHES } from './reaches.ts';
import { cancelInvitesOf } from '../invites/cancel.ts';
import { removeKey } from './remove-key.ts';
import { requireAnotherRoot } from './root-key.ts';
import { KINDS } from './scoped.ts';
import { SHOWN_API_KEY, UPDATE_API_KEY } from './schema.ts';
import { updateApiKey } from './update.ts';
import { viewApiKey, viewApiKeys, type ApiKeyRow } from './view.ts';

/** API keys, but for how they are made and rotated: see `create.ts` and `rotate.ts`. */
export const defineApiKeys = (means: AdminMeans): Resource<ApiKeyRow, never, UpdateApiKey> => ({
  label: 'API key',
  tag: 'API keys',
  path: '/api-keys',
  scoped: 'workspace_service_api_keys',
  kinds: KINDS,
  reaches: REACHES,
  find: (id, db) => db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst(),
  view: (row, db) => viewApiKey(row, means.now(), db),
  listed: (rows, db) => viewApiKeys(rows, means.now(), db),
  declared: (principal) => (may(principal, 'organisation_service_api_keys.list', null) ? means.declared().apiKeys : new Map()),
  list: {
    query: { search: SEARCH },
    rows: ({ search }, db) =>
      db
        .selectFrom('api_keys')
        .selectAll()
        .where(isSoughtIn(['name'], search)),
    within: (thing, workspaceId) => thing('thing.workspace_id', '=', workspaceId),
    wants: (view, query) => query['workspace_id'] === undefined && isSought(view as { name: string }, query['search']),
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
      await removeKey(row.id, writing);
      if (row.root === 1) await cancelInvitesOf('root', writing);
    },
  },
  shown: SHOWN_API_KEY,
});
