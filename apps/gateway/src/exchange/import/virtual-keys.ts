import { NO_KEY, toldOf } from './credentials.ts';
import type { Importing } from './importing.ts';
import { limitsOf } from './limits.ts';
import { isItem, listIn, textIn, type Item } from './snapshot.ts';
import { slugIn } from './workspaces.ts';

/** Integrations, what stands on them, and virtual keys of their own. None can be called with until its owner brings the key. */
export async function importCredentials(importing: Importing): Promise<void> {
  const made: string[] = [];
  for (const item of importing.items.integrations) await importIntegration(item, importing, made);
  for (const item of importing.items.providers) await importProvider(item, importing);
  for (const item of importing.items.virtual_keys) await importVirtualKey(item, importing);
  // Last, because nothing can be stood on one that is archived.
  for (const slug of made) await importing.send('PUT', `/integrations/${encodeURIComponent(slug)}`, { status: 'archived' });
}

async function importIntegration(item: Item, importing: Importing, made: string[]): Promise<void> {
  const [slug, provider] = [textIn(item, 'slug', 'id') ?? '?', textIn(item, 'ai_provider_id', 'provider', 'ai_provider_name')];
  await importing.take('integrations', slug, async () => {
    const address = `/integrations/${encodeURIComponent(slug)}`;
    if (await importing.find(address)) return 'kept';
    const { told, notes } = toldOf(item, 'configurations');
    await importing.send('POST', '/integrations', {
      slug,
      name: textIn(item, 'name') ?? slug,
      ai_provider_id: provider ?? '',
      ...(textIn(item, 'description') !== undefined && { description: textIn(item, 'description') }),
      ...(item['type'] === 'organisation' ? {} : importing.placeOf(item)),
      ...(Object.keys(told).length > 0 && { configurations: told }),
      key: NO_KEY,
    });
    made.push(slug);
    importing.toDo.push(`PUT /v1/integrations/${slug} {"key": "…", "status": "active"}`);
    return [...notes, ...(await importModels(item, address, importing)), ...(await importAccess(item, address, importing))];
  });
}

async function importModels({ models }: Item, address: string, importing: Importing): Promise<readonly string[]> {
  const told = isItem(models) ? models : {};
  const list = listIn(told['models'] ?? told['data']) ?? [];
  const all = told['allow_all_models'];
  if (list.length === 0 && typeof all !== 'boolean') return [];
  const members = ['slug', 'enabled', 'is_custom', 'is_finetune', 'base_model_slug', 'configurations', 'pricing_config'];
  const body = {
    models: list.map((model) =>
      Object.fromEntries(Object.entries(model).filter(([name, value]) => members.includes(name) && value !== null)),
    ),
    ...(typeof all === 'boolean' && { allow_all_models: all }),
  };
  return refusal('its models were not taken', () => importing.send('PUT', `${address}/models`, body));
}

async function importAccess({ access }: Item, address: string, importing: Importing): Promise<readonly string[]> {
  if (!isItem(access)) return [];
  const global = access['global_workspace_access_settings'] ?? access['global_workspace_access'];
  const workspaces = (listIn(access['workspaces'] ?? access['data']) ?? []).flatMap((each) => {
    const slug = importing.workspaces.get(textIn(each, 'id', 'slug') ?? '');
    return slug === undefined ? [] : [{ id: slug, enabled: each['enabled'] !== false, ...limitsOf(each) }];
  });
  const body = {
    ...(isItem(global) &&
      typeof global['enabled'] === 'boolean' && { global_workspace_access: { enabled: global['enabled'], ...limitsOf(global) } }),
    ...(workspaces.length > 0 && { workspaces }),
  };
  if (Object.keys(body).length === 0) return [];
  return refusal('who may use it was not taken', () => importing.send('PUT', `${address}/workspaces`, body));
}

async function refusal(what: string, send: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await send();
    return [];
  } catch (error) {
    return [`${what}: ${(error as Error).message}`];
  }
}

async function importProvider(item: Item, importing: Importing): Promise<void> {
  const slug = textIn(item, 'slug', 'id') ?? '?';
  const integration = textIn(item, 'integration_id', 'integration_slug');
  // It stands in both lists of an account, and there it says what it calls.
  if (integration === undefined && importing.items.virtual_keys.some((each) => each['slug'] === slug)) return;
  await importing.take('providers', slug, async () => {
    if (await importing.find(`/providers/${encodeURIComponent(slug)}`)) return 'kept';
    await importing.send('POST', '/providers', {
      slug,
      name: textIn(item, 'name') ?? slug,
      integration_id: integration === undefined ? '' : slugIn(importing.items.integrations, integration),
      ...importing.placeOf(item),
      ...common(item),
    });
    return [];
  });
}

async function importVirtualKey(item: Item, importing: Importing): Promise<void> {
  const slug = textIn(item, 'slug', 'id') ?? '?';
  if (importing.isHere('providers', slug)) return;
  const provider = textIn(item, 'provider', 'ai_provider_name', 'ai_provider_id', 'ai_provider');
  if (provider === undefined) {
    const command = `sluice virtual-keys create --slug ${slug} --name NAME --provider PROVIDER --credential-file FILE`;
    importing.say('virtual_keys', slug, 'left', `it does not say whom it calls: ${command}`);
    return;
  }
  await importing.take('virtual_keys', slug, async () => {
    const address = `/virtual-keys/${encodeURIComponent(slug)}`;
    if (await importing.find(address)) return 'kept';
    const { told, notes } = toldOf(item, 'model_config');
    await importing.send('POST', '/virtual-keys', {
      slug,
      name: textIn(item, 'name') ?? slug,
      provider,
      ...importing.placeOf(item),
      ...common(item),
      ...(Object.keys(told).length > 0 && { model_config: told }),
      key: NO_KEY,
    });
    await importing.send('PUT', address, { status: 'archived' });
    importing.toDo.push(`sluice virtual-keys update ${slug} --status active --credential-file FILE`);
    return notes;
  });
}

const common = (item: Item): Item => ({
  ...(textIn(item, 'note') !== undefined && { note: textIn(item, 'note') }),
  ...(textIn(item, 'expires_at') !== undefined && { expires_at: textIn(item, 'expires_at') }),
  ...limitsOf(item),
});
