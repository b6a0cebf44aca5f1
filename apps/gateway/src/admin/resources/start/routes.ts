import type { StartQuery, StartView } from '@sluice/contract';
import { isFaultError } from '@sluice/provider-sdk';
import type { Schema } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import type { DeclaredView } from '../../../stored/declared.ts';
import type { AdminMeans } from '../../means.ts';
import { placeFor } from '../../place.ts';
import { placesToSee } from '../../places.ts';
import type { Principal } from '../../principal.ts';
import { route, type AdminRoute } from '../../route.ts';
import { hasCredential } from '../catalogue/view.ts';

const SURE = Joi.boolean().required();

/** The address by which the first five minutes know how far they have come. */
export const startRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route<unknown, StartQuery>({
    method: 'GET',
    path: '/admin/start',
    summary: 'How far a new workspace has come: whether there is a provider, a key and a request',
    tag: 'Workspaces',
    policy: { kind: 'scopes', scopes: ['workspaces.read'] },
    query: Joi.object({ workspace_id: Joi.string().description('Id or slug. Default: the asker’s own') }),
    reply: Joi.object({
      object: Joi.string().valid('start').required(),
      workspace_id: Joi.string().required(),
      has_provider: SURE.description('A provider can be called with a credential that is kept here'),
      has_key: SURE.description('A key of the workspace is there to call with'),
      has_request: SURE.description('A request of the workspace that went well is on record'),
      base_url: Joi.string().required().description('What callers give their SDK'),
    }),
    async handle({ query, principal, baseURL }) {
      const workspace = await placeFor(query.workspace_id, principal, 'workspaces.read', means.store.db);
      const [provider, key, request] = await Promise.all([
        hasProvider(workspace, means),
        hasKey(workspace, means),
        hasRequest(workspace, principal, means),
      ]);
      const body: StartView = {
        object: 'start',
        workspace_id: workspace,
        has_provider: provider,
        has_key: key,
        has_request: request,
        base_url: `${baseURL}/v1`,
      };
      return { body: { ...body } };
    },
  }),
];

async function hasProvider(workspace: string, { store, declared, providers, environment, now }: AdminMeans): Promise<boolean> {
  if (providers().some((provider) => hasCredential(provider, environment.settings(provider)))) return true;
  if ([...declared().virtualKeys.values()].some(await isOf(workspace, store.db))) return true;
  const stored = await store.db
    .selectFrom('providers')
    .select('id')
    .where((where) => where.or([where('workspace_id', '=', workspace), where('workspace_id', 'is', null)]))
    .where('status', '=', 'active')
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now())]))
    .limit(1)
    .executeTakeFirst();
  return stored !== undefined;
}

async function hasKey(workspace: string, { store, declared, now }: AdminMeans): Promise<boolean> {
  if ([...declared().apiKeys.values()].some(await isOf(workspace, store.db))) return true;
  const stored = await store.db
    .selectFrom('api_keys')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now())]))
    .limit(1)
    .executeTakeFirst();
  return stored !== undefined;
}

/** Whether a thing of the config file is this workspace's, or everybody's: there it is named by its slug. */
async function isOf(workspace: string, db: Kysely<Schema>): Promise<(view: DeclaredView) => boolean> {
  const { slug } = await db.selectFrom('workspaces').select('slug').where('id', '=', workspace).executeTakeFirstOrThrow();
  return ({ workspace_id: of }) => of === null || of === undefined || of === slug || of === workspace;
}

async function hasRequest(workspace: string, principal: Principal, { logs, store }: AdminMeans): Promise<boolean> {
  const places = await placesToSee(principal, ['workspaces.read'], workspace, store.db);
  try {
    // Lists of models are asked for by pages, before anybody has called one; what failed has led nobody to an answer.
    return (await logs.count({ workspaces: places, methods: ['POST'], success: true }, 1)) > 0;
  } catch (error) {
    // Where no log is kept, nobody will ever see one.
    if (isFaultError(error)) return false;
    throw error;
  }
}
