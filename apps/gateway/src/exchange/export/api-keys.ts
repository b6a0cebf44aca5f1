import type { ApiKeyEntry } from '../../config-file/entries.ts';
import { escaped, telling } from './escaped.ts';
import type { Source } from './source.ts';
import { limits } from './workspaces.ts';

const NOTE = 'only its hash is kept here: the key that callers have, or another of 16 characters or more';

/** All keys that can be used, each with a variable for itself: nobody knows the keys but who has them. */
export async function exportApiKeys({ store: { db }, memory, names, variables, leaveOut }: Source): Promise<readonly ApiKeyEntry[]> {
  const rows = await db.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('id').execute();
  const hashes = await db.selectFrom('api_key_hashes').select(['api_key_id', 'hash']).execute();
  const taken = new Set<string>();
  return rows.flatMap((row): ApiKeyEntry[] => {
    if (row.root === 1) {
      leaveOut(`the API key "${row.name}"`, 'it may do everything: the next start makes another, or SLUICE_ADMIN_KEY sets it');
      return [];
    }
    if (row.user_id !== null) {
      leaveOut(`the API key "${row.name}"`, 'it is a person’s, whose rights a file cannot hold: that person makes another there');
      return [];
    }
    const hash = hashes.find((each) => each.api_key_id === row.id)?.hash;
    const key = hash === undefined ? undefined : memory.findKey(hash)?.key;
    if (!key) {
      leaveOut(`the API key "${row.name}"`, 'its workspace is archived or gone, so no call can be made with it');
      return [];
    }
    const name = uniqueName(row.name, taken);
    const { config, metadata, allowConfigOverride } = key.defaults;
    const entry = {
      name: escaped(name),
      key: variables.ask(row.id, NOTE, 'API_KEY', name),
      description: escaped(row.description),
      workspace: row.workspace_id === null ? undefined : names.slugOf(row.workspace_id),
      scopes: [...key.scopes].toSorted(),
      expires_at: row.expires_at === null ? undefined : new Date(row.expires_at).toISOString(),
      allowed_models: escaped(key.allowedModels)?.map(names.withSlugs),
      allowed_providers: escaped(key.allowedProviders)?.map(names.withSlugs),
      usage_limits: limits(row.usage_limits),
      rate_limits: limits(row.rate_limits),
      log_bodies: key.logBodies ? undefined : false,
      defaults: telling({
        config: config === undefined ? undefined : names.withSlugs(config),
        metadata: escaped(metadata),
        allow_config_override: allowConfigOverride ? undefined : false,
      }),
    };
    return [telling(entry) as unknown as ApiKeyEntry];
  });
}

/** In a file no two keys have the same name. */
function uniqueName(name: string, taken: Set<string>): string {
  for (let count = 1; ; count++) {
    const each = count === 1 ? name : `${name} ${count}`;
    if (taken.has(each)) continue;
    taken.add(each);
    return each;
  }
}
