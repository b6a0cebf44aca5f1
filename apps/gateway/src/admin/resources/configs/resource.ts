import type { ConfigCreate, ConfigUpdate } from '@sluice/contract';
import type { ConfigsTable, Schema, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { declared, refused, taken } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import type { Resource, View } from '../../resource.ts';
import { isSought, isSoughtIn, SEARCH } from '../../search.ts';
import { slugFrom } from '../../slug.ts';
import { checkConfig, parseConfig } from './check-config.ts';
import { unmaskedConfig } from './masked-config.ts';
import { missingIn } from './missing-in.ts';
import { CONFIG_MADE, CONFIG_SHOWN, CREATE_CONFIG, UPDATE_CONFIG } from './schema.ts';
import { addVersion, currentVersion } from './versions.ts';
import { configView, openConfig, summaryOf } from './view.ts';

export type ConfigResource = Resource<ConfigsTable, ConfigCreate, ConfigUpdate>;

/** Configs of routing, each with all its versions. The newest one counts. */
export function defineConfigs(means: AdminMeans): ConfigResource {
  const { store, findProvider } = means;
  const view = async (row: ConfigsTable, db: Kysely<Schema>) => ({
    ...configView(row, await currentVersion(row, db), store.vault, findProvider),
  });
  return {
    label: 'config',
    tag: 'Configs',
    path: '/configs',
    scoped: 'configs',
    find: (key, db) =>
      db
        .selectFrom('configs')
        .selectAll()
        .where((where) => where.or([where('id', '=', key), where('slug', '=', key)]))
        .executeTakeFirst(),
    view,
    listed: async (rows) => rows.map((row) => ({ ...summaryOf(row) })),
    alone: inBoth,
    declared: () => means.declared().configs,
    shown: CONFIG_SHOWN,
    list: {
      query: { search: SEARCH },
      rows: ({ search }, db) =>
        db
          .selectFrom('configs')
          .selectAll()
          .where(isSoughtIn(['name', 'slug'], search)),
      wants: (view, { search }) => isSought(view as { name: string; slug?: string }, search),
      brief: withoutConfig,
      withSuccess: true,
    },
    create: {
      body: CREATE_CONFIG,
      reply: CONFIG_MADE,
      run: async ({ body, principal: { actor } }, { workspaceId, id }, writing) => {
        const slug = body.slug ?? slugFrom(body.name ?? '', 'pc-');
        await refuseTaken(slug, means, writing.tx);
        const config = unmaskedConfig(parseConfig(body.config), {}, findProvider);
        const read = await checkConfig(config, slug, means);
        const warnings = await missingIn(read, { workspaceId, declared: means.declared(), db: writing.tx });
        const row: ConfigsTable = {
          id,
          slug,
          name: body.name ?? slug,
          workspace_id: workspaceId,
          is_default: body.is_default ? 1 : 0,
          status: 'active',
          version_id: randomUUID(),
          created_at: writing.now,
          updated_at: writing.now,
          created_by: actor,
          updated_by: actor,
        };
        await writing.tx.insertInto('configs').values(row).execute();
        await addVersion({ id: row.version_id, configId: id, config, actor }, store.vault, writing);
        if (row.is_default === 1) await makeOnlyDefault(row, writing);
        writing.changed('configs', id);
        return { row, reply: inBoth(madeReply(row, warnings)) };
      },
    },
    update: {
      body: UPDATE_CONFIG,
      reply: CONFIG_MADE,
      run: async (row, { body, principal: { actor } }, writing) => {
        if (body.slug !== undefined && ![row.slug, row.id].includes(body.slug))
          throw refused('invalid_request', 'The slug of a config cannot be changed: callers name it by it', 'slug', 'invalid_value');
        const next = body.config === undefined ? undefined : await nextConfig(row, body.config, means, writing);
        const versionId = next ? randomUUID() : row.version_id;
        if (next) await addVersion({ id: versionId, configId: row.id, config: next.config, actor }, store.vault, writing);
        const changed: ConfigsTable = {
          ...row,
          name: body.name ?? row.name,
          is_default: body.is_default === undefined ? row.is_default : body.is_default ? 1 : 0,
          status: body.status ?? row.status,
          version_id: versionId,
          updated_at: writing.now,
          updated_by: actor,
        };
        await writing.tx.updateTable('configs').set(changed).where('id', '=', row.id).execute();
        if (changed.is_default === 1) await makeOnlyDefault(changed, writing);
        writing.changed('configs', row.id);
        return inBoth(madeReply(changed, next?.warnings ?? []));
      },
    },
    remove: {
      run: async ({ id }, _asked, writing) => {
        await writing.tx.deleteFrom('configs').where('id', '=', id).execute();
        writing.changed('configs', id);
      },
    },
  };
}

async function nextConfig(row: ConfigsTable, given: string | Readonly<Record<string, unknown>>, means: AdminMeans, { tx }: Writing) {
  const kept = openConfig(await currentVersion(row, tx), means.store.vault);
  const config = unmaskedConfig(parseConfig(given), kept, means.findProvider);
  const read = await checkConfig(config, row.slug, means);
  return { config, warnings: await missingIn(read, { workspaceId: row.workspace_id, declared: means.declared(), db: tx }) };
}

/** There is one default in a workspace: what was it before is none from now on. */
async function makeOnlyDefault({ id, workspace_id: workspaceId }: ConfigsTable, { tx, changed }: Writing): Promise<void> {
  const others = await tx
    .updateTable('configs')
    .set({ is_default: 0 })
    .where('workspace_id', workspaceId === null ? 'is' : '=', workspaceId)
    .where('is_default', '=', 1)
    .where('id', '!=', id)
    .returning('id')
    .execute();
  for (const other of others) changed('configs', other.id);
}

async function refuseTaken(slug: string, means: AdminMeans, db: Kysely<Schema>): Promise<void> {
  if (means.declared().configs.has(slug)) throw declared('config', slug);
  if (await db.selectFrom('configs').select('id').where('slug', '=', slug).executeTakeFirst()) throw taken('config', slug);
}

const madeReply = ({ id, slug, version_id: versionId }: ConfigsTable, warnings: readonly string[]) => ({
  id,
  slug,
  version_id: versionId,
  object: 'config',
  ...(warnings.length > 0 && { warnings }),
});

/** One of Portkey's clients looks at the top, and its documents say `data`. */
const inBoth = (view: View): View => ({ success: true, ...view, data: view });

function withoutConfig({ config: _, ...view }: View): View {
  return view;
}
