import type { VirtualKey } from '@sluice/core';
import type { ProvidersTable } from '@sluice/store';
import { storedFields } from '../../admin/resources/credentials/field-names.ts';
import type { VirtualKeyEntry } from '../../config-file/entries.ts';
import { escaped, telling } from './escaped.ts';
import type { Source } from './source.ts';
import { limits } from './workspaces.ts';

/** All virtual keys and providers that can be called with; what stands on an integration has the integration's credential for its own. */
export async function exportVirtualKeys(source: Source): Promise<readonly VirtualKeyEntry[]> {
  const { store, memory, leaveOut } = source;
  const rows = await store.db.selectFrom('providers').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.flatMap((row) => {
    const key = memory.virtualKeys.find(row.id);
    if (!key || key.allowedModels?.size === 0) {
      leaveOut(
        `the virtual key "${row.slug}"`,
        'it is archived, or open to no workspace, or may send no model: no call can be made with it',
      );
      return [];
    }
    sayUnsaid(row, source);
    return [entryOf(row, key, source)];
  });
}

function entryOf(row: ProvidersTable, key: VirtualKey, source: Source): VirtualKeyEntry {
  const { findProvider, memory, variables } = source;
  const integration = row.integration_id === null ? undefined : memory.contents.integrations.get(row.integration_id);
  const owner = integration ? ['INTEGRATION', integration.slug] : ['VIRTUAL_KEY', row.slug];
  const provider = findProvider(row.provider);
  const texts = new Set(provider ? storedFields(provider).flatMap(({ name, field }) => (field.type === 'text' ? [name] : [])) : []);
  const written = (fields: Readonly<Record<string, string>>, ...place: readonly string[]) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        texts.has(name) ? escaped(value) : variables.hide(value, ...owner, ...place, name),
      ]),
    );
  const keys = key.keys.map((each, index) => variables.hide(each, ...owner, ...(key.keys.length > 1 ? [String(index + 1)] : [])));
  const entry = {
    slug: row.slug,
    name: row.name === row.slug ? undefined : escaped(row.name),
    note: escaped(row.note),
    provider: key.provider,
    workspaces: workspacesOf(key, source),
    ...(keys.length === 1 ? { key: keys[0] } : { keys }),
    custom_host: key.customHost === undefined ? undefined : escaped(key.customHost),
    ...written(key.fields),
    custom_headers: Object.fromEntries(
      Object.entries(key.headers).map(([name, value]) => [name, variables.hide(value, ...owner, 'HEADER', name)]),
    ),
    deployments: key.deployments.map(({ alias, isDefault, fields }, index) => ({
      ...(alias !== undefined && { alias: escaped(alias) }),
      is_default: isDefault,
      ...written(fields, 'DEPLOYMENT', String(index + 1)),
    })),
    models: [...key.models].map(([slug, { baseModel, customHost }]) =>
      baseModel === undefined && customHost === undefined
        ? escaped(slug)
        : telling({ slug: escaped(slug), base_model: escaped(baseModel), custom_host: escaped(customHost) }),
    ),
    allow_all_models: key.allowedModels ? false : undefined,
    expires_at: row.expires_at === null ? undefined : new Date(row.expires_at).toISOString(),
    usage_limits: limits(row.usage_limits),
    rate_limits: limits(row.rate_limits),
  };
  return telling(entry) as unknown as VirtualKeyEntry;
}

/** Who may use it; nothing where everybody may who is there. */
function workspacesOf({ workspaces }: VirtualKey, { memory, names }: Source): readonly string[] | undefined {
  if (!workspaces) return undefined;
  const active = [...memory.contents.workspaces.all()].filter((workspace) => workspace.active);
  return active.every(({ id }) => workspaces.has(id)) ? undefined : [...workspaces].map(names.slugOf).toSorted();
}

/** What holds for several virtual keys together has no place in a file. */
function sayUnsaid({ slug, integration_id: id }: ProvidersTable, { memory, leaveOut }: Source): void {
  const integration = id === null ? undefined : memory.contents.integrations.get(id);
  if (!integration) return;
  const limited = [integration.elsewhere, ...integration.access.values()].some(
    (each) => each.usageLimits.length + each.rateLimits.length > 0,
  );
  if (limited)
    leaveOut(
      `the limits of the integration "${integration.slug}"`,
      `they hold for workspaces; give "${slug}" limits of its own where it needs them`,
    );
  if (integration.prices.size > 0)
    leaveOut(`the prices of the integration "${integration.slug}"`, 'a file has prices for a provider, under "models"');
}
