import { openConfig } from '../../admin/resources/configs/view.ts';
import { mapSecrets } from '../../admin/resources/configs/secret-places.ts';
import type { ConfigEntry } from '../../config-file/entries.ts';
import { escaped, telling } from './escaped.ts';
import type { Source } from './source.ts';

/** All configs that can be used, in the version that counts. */
export async function exportConfigs(source: Source): Promise<readonly ConfigEntry[]> {
  const { store, findProvider, names, variables, leaveOut } = source;
  const rows = await store.db.selectFrom('configs').selectAll().orderBy('created_at').orderBy('id').execute();
  const entries: ConfigEntry[] = [];
  for (const row of rows) {
    if (row.status !== 'active') {
      leaveOut(`the config "${row.slug}"`, 'it is archived');
      continue;
    }
    const version = await store.db.selectFrom('config_versions').selectAll().where('id', '=', row.version_id).executeTakeFirstOrThrow();
    const kept = inSlugs(openConfig(version, store.vault), source) as Readonly<Record<string, unknown>>;
    const secrets = new Map<string, unknown>();
    mapSecrets(kept, findProvider, (secret, path) => secrets.set(path, secret));
    const config = mapSecrets(escaped(kept), findProvider, (_, path) =>
      hidden(secrets.get(path), (text) => variables.hide(text, 'CONFIG', row.slug, path.slice(1))),
    );
    entries.push(
      telling({
        slug: row.slug,
        name: row.name === row.slug ? undefined : escaped(row.name),
        workspace: names.workspace(row.workspace_id),
        config,
      }) as unknown as ConfigEntry,
    );
  }
  return entries;
}

/** A secret that is no text is a part whose texts are secret. */
export function hidden(secret: unknown, hide: (text: string) => string): unknown {
  if (typeof secret === 'string') return hide(secret);
  if (Array.isArray(secret)) return secret.map((each: unknown) => hidden(each, hide));
  if (typeof secret !== 'object' || secret === null) return secret;
  return Object.fromEntries(Object.entries(secret).map(([name, member]) => [name, hidden(member, hide)]));
}

/** What is named by its id in a config, by its slug. */
function inSlugs(value: unknown, source: Source): unknown {
  if (typeof value === 'string') return source.names.withSlugs(value);
  if (Array.isArray(value)) return value.map((each: unknown) => inSlugs(each, source));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inSlugs(member, source)]));
}
