import type { Publish } from '@sluice/contract';
import { declared as inFile } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import { etagOf, requireUnchanged } from '../../etag.ts';
import type { AdminMeans } from '../../means.ts';
import { deed } from '../../deed.ts';
import { findFor } from '../../find-for.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import { route, type AdminReply, type AdminRoute } from '../../route.ts';
import { PUBLISH } from '../prompts/schema.ts';
import { findPartial, findVersion, versionsOf } from './find.ts';
import { definePartials, type PartialResource } from './resource.ts';
import { PARTIAL_CHANGED, PARTIAL_VERSIONS } from './schema.ts';
import { partialView, versionView } from './view.ts';

/** All addresses of partials and their versions. */
export function partialsRoutes(means: AdminMeans): readonly AdminRoute[] {
  const partials = definePartials(means);
  return [...resourceRoutes(partials, means), publishRoute(partials, means), versionsRoute(partials, means)];
}

const publishRoute = (partials: PartialResource, { store, declared, refresh }: AdminMeans): AdminRoute =>
  route<Publish, unknown>({
    method: 'PUT',
    path: '/prompts/partials/:key/makeDefault',
    summary: 'Publish a version of a partial: prompts that ask for none get this one',
    tag: partials.tag,
    policy: { kind: 'scopes', scopes: ['prompts.publish'] },
    body: PUBLISH,
    reply: PARTIAL_CHANGED,
    async handle({ params, principal, ifMatch, body: { version } }) {
      const key = params['key']!;
      if (declared().partials.has(key)) throw inFile('partial', key);
      const reply = await store.write(async (writing): Promise<AdminReply> => {
        const { tx, now, changed } = writing;
        const row = await findFor(partials, key, 'publish', principal, tx);
        const before = { ...(await partialView(row, tx)) };
        requireUnchanged(ifMatch, before);
        const { id } = await findVersion(row, version, tx);
        await tx
          .updateTable('partials')
          .set({ version_id: id, updated_at: now, updated_by: principal.actor })
          .where('id', '=', row.id)
          .execute();
        changed('partials', row.id);
        const after = { ...(await partialView((await findPartial(row.id, tx))!, tx)) };
        await audit(writing, principal, deed(partials, 'publish', row, before, after));
        return { body: { id: row.id, slug: row.slug, prompt_partial_version_id: id, object: 'partial' }, etag: etagOf(after) };
      });
      await refresh();
      return reply;
    },
  });

const versionsRoute = (partials: PartialResource, { store, declared }: AdminMeans): AdminRoute =>
  route({
    method: 'GET',
    path: '/prompts/partials/:key/versions',
    summary: 'All versions of a partial, the newest first',
    tag: partials.tag,
    policy: { kind: 'scopes', scopes: ['prompts.read'] },
    reply: PARTIAL_VERSIONS,
    async handle({ params, principal }) {
      const key = params['key']!;
      const fromFile = declared().partials.get(key);
      if (fromFile) return { body: { object: 'list', total: 1, data: [onlyVersion(fromFile)] } };
      return store.read(async (db) => {
        const row = await findFor(partials, key, 'read', principal, db);
        const versions = await versionsOf(row.id, db);
        return { body: { object: 'list', total: versions.length, data: versions.map((each) => versionView(each, row)) } };
      });
    },
  });

/** What the config file says is all that there is. */
function onlyVersion({ id, slug, string }: Readonly<Record<string, unknown>>) {
  const versionId = `${String(slug)}@1`;
  return {
    id: versionId,
    prompt_partial_id: id,
    prompt_partial_version_id: versionId,
    slug,
    version: 1,
    string,
    description: null,
    prompt_version_status: 'active',
    object: 'partial',
  };
}
