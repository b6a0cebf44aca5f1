import { isScope } from '../../admin/scopes.ts';
import type { Body } from '../../command/gateway-client.ts';
import type { Importing } from './importing.ts';
import { limitsOf } from './limits.ts';
import { isItem, textIn, type Item } from './snapshot.ts';
import { slugIn } from './workspaces.ts';

/** Makes a new key for each that Portkey has: nobody tells the old ones, and callers need the new. */
export async function importApiKeys(importing: Importing): Promise<void> {
  const here = await importing.client.all('/api-keys');
  for (const item of importing.items.api_keys) {
    const name = textIn(item, 'name') ?? '?';
    const type = textIn(item, 'type') ?? 'organisation-service';
    if (type === 'workspace-user') {
      importing.say('api_keys', name, 'left', "it is a user's, and users are not taken over: invite them, and they make their own");
      continue;
    }
    await importing.take('api_keys', name, async () => {
      const place = importing.placeOf(item);
      if (await isHere(item, type, here, importing)) return 'kept';
      const { scopes, notes } = scopesOf(item);
      const body = {
        name,
        scopes,
        ...place,
        ...said(item, 'description'),
        ...said(item, 'expires_at'),
        ...limitsOf(item),
        ...defaultsOf(item, importing),
      };
      const made = await importing.send(
        'POST',
        `/api-keys/${type === 'organisation-service' ? 'organisation' : 'workspace'}/service`,
        body,
      );
      if (typeof made['key'] === 'string') importing.keys.push({ name, key: made['key'] });
      return notes;
    });
  }
}

async function isHere(item: Item, type: string, here: readonly Body[], importing: Importing): Promise<boolean> {
  const slug = importing.placeOf(item)['workspace_id'];
  const workspace = typeof slug === 'string' ? await importing.find(`/admin/workspaces/${encodeURIComponent(slug)}`) : undefined;
  return here.some(
    (key) =>
      key['name'] === item['name'] &&
      key['type'] === type &&
      (type === 'organisation-service' || slug === undefined || key['workspace_id'] === workspace?.['id']),
  );
}

function scopesOf({ scopes }: Item): { readonly scopes: readonly string[]; readonly notes: readonly string[] } {
  const all = Array.isArray(scopes) ? scopes.map(String) : [];
  const unknown = all.filter((scope) => !isScope(scope));
  return { scopes: all.filter(isScope), notes: unknown.length > 0 ? [`scopes that there are not here: ${unknown.join(', ')}`] : [] };
}

function defaultsOf({ defaults }: Item, { items }: Importing): Item {
  if (!isItem(defaults)) return {};
  const config = textIn(defaults, 'config_id', 'config_slug');
  const metadata = defaults['metadata'];
  const override = defaults['allow_config_override'];
  const bodies = defaults['log_bodies'];
  const told = {
    ...(config !== undefined && { config_id: slugIn(items.configs, config) }),
    ...(isItem(metadata) && Object.keys(metadata).length > 0 && { metadata }),
    ...(typeof override === 'boolean' && { allow_config_override: override }),
    ...(typeof bodies === 'boolean' && { log_bodies: bodies }),
  };
  return Object.keys(told).length > 0 ? { defaults: told } : {};
}

const said = (item: Item, name: string): Item => (textIn(item, name) === undefined ? {} : { [name]: textIn(item, name) });
