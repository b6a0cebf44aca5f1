import type { UpdateIntegrationAccess, UpdateIntegrationModels } from '@sluice/contract';
import type { Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import { audit } from '../../audit.ts';
import { etagOf, requireUnchanged } from '../../etag.ts';
import type { AdminMeans } from '../../means.ts';
import { deed } from '../../deed.ts';
import { findFor } from '../../find-for.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { View } from '../../resource.ts';
import { route, type AdminReply, type AdminRoute, type Asked } from '../../route.ts';
import type { Scope, Verb } from '../../scopes.ts';
import type { IntegrationRow } from './access.ts';
import { ACCESS_SHOWN, CHANGE_ACCESS } from './access-schema.ts';
import { CHANGE_MODELS, MODELS_SHOWN } from './model-schema.ts';
import { changeModels, removeModels, viewModels } from './models.ts';
import { defineIntegrations } from './resource.ts';
import { changeAccess, viewAccess } from './workspaces.ts';

/** `/v1/integrations`, their workspaces and their models. Wire spec §20.3. */
export function integrationRoutes(means: AdminMeans): readonly AdminRoute[] {
  const resource = defineIntegrations(means);
  const { store, refresh } = means;
  const policy = (verb: Verb) =>
    ({ kind: 'scopes', scopes: [`integrations.${verb}`, `workspace_integrations.${verb}`] satisfies [Scope, Scope] }) as const;
  const found = ({ params, principal }: Pick<Asked, 'params' | 'principal'>, verb: Verb, db: Kysely<Schema>) =>
    findFor(resource, params['key']!, verb, principal, db);

  const shown = async (asked: Pick<Asked, 'params' | 'principal'>, view: Viewed): Promise<AdminReply> =>
    store.read(async (db) => {
      const body = await view(await found(asked, 'read', db), db);
      return { body, etag: etagOf(body) };
    });
  const changed = async (
    asked: Pick<Asked, 'params' | 'principal' | 'ifMatch'>,
    what: string,
    view: Viewed,
    change: Changed,
  ): Promise<AdminReply> => {
    const reply = await store.write(async (writing) => {
      const row = await found(asked, 'update', writing.tx);
      const before = await view(row, writing.tx);
      requireUnchanged(asked.ifMatch, before);
      await change(row, writing);
      const body = await view((await resource.find(row.id, writing.tx))!, writing.tx);
      await audit(writing, asked.principal, { ...deed(resource, 'update', row, before, body), resource: what });
      return { body, etag: etagOf(body) };
    });
    await refresh();
    return reply;
  };

  return [
    ...resourceRoutes(resource, means),
    route({
      method: 'GET',
      path: '/integrations/:key/workspaces',
      summary: 'The workspaces that an integration was opened to or closed for by name, and what holds for the others',
      tag: 'Integrations',
      policy: policy('read'),
      reply: ACCESS_SHOWN,
      handle: (asked) => shown(asked, access),
    }),
    route<UpdateIntegrationAccess, unknown>({
      method: 'PUT',
      path: '/integrations/:key/workspaces',
      summary: 'Open an integration to workspaces, or close it for them; where it is closed, providers that stand on it cannot be called',
      tag: 'Integrations',
      policy: policy('update'),
      body: CHANGE_ACCESS,
      reply: ACCESS_SHOWN,
      handle: (asked) =>
        changed(asked, 'integration workspaces', access, (row, writing) => changeAccess(row, asked.body, asked.principal, writing)),
    }),
    route({
      method: 'GET',
      path: '/integrations/:key/models',
      summary: 'The models of an integration that something was said of',
      tag: 'Integrations',
      policy: policy('read'),
      reply: MODELS_SHOWN,
      handle: (asked) => shown(asked, models),
    }),
    route<UpdateIntegrationModels, unknown>({
      method: 'PUT',
      path: '/integrations/:key/models',
      summary: 'Say which models of an integration may be sent, and what they are and cost',
      tag: 'Integrations',
      policy: policy('update'),
      body: CHANGE_MODELS,
      reply: MODELS_SHOWN,
      handle: (asked) =>
        changed(asked, 'integration models', models, (row, writing) =>
          changeModels(row, asked.body, asked.principal.actor, writing, means),
        ),
    }),
    route<unknown, { readonly slugs: string }>({
      method: 'DELETE',
      path: '/integrations/:key/models',
      summary: 'Forget what was said of models',
      tag: 'Integrations',
      policy: policy('update'),
      query: Joi.object({ slugs: Joi.string().required().description('Separated by commas') }).unknown(),
      reply: MODELS_SHOWN,
      handle: (asked) =>
        changed(asked, 'integration models', models, (row, writing) =>
          removeModels(
            row,
            asked.query.slugs
              .split(',')
              .map((each) => each.trim())
              .filter(Boolean),
            writing,
          ),
        ),
    }),
  ];
}

type Viewed = (row: IntegrationRow, db: Kysely<Schema>) => Promise<View>;
type Changed = (row: IntegrationRow, writing: Writing) => Promise<void>;

const access: Viewed = async (row, db) => ({ ...(await viewAccess(row, db)) });
const models: Viewed = async (row, db) => ({ ...(await viewModels(row, db)) });
