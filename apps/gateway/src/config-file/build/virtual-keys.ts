import type { OwnModel, VirtualKey } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { readCustomHeaders } from '../../admin/resources/credentials/custom-headers.ts';
import { lacksKey } from '../../admin/resources/credentials/lacks-key.ts';
import { readDeployments } from '../../admin/resources/credentials/read-deployments.ts';
import { SettingsError } from '../../settings/environment.ts';
import { readBaseURL } from '../../settings/provider-environment.ts';
import type { VirtualKeyEntry, VirtualKeyMembers } from '../entries.ts';
import { checkFields } from './fields.ts';
import { inPlace } from './in-place.ts';
import type { Workspaces } from './workspaces.ts';

export interface VirtualKeyMeans {
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly workspaces: Workspaces;
}

/** @throws SettingsError naming the member that cannot be followed. */
export function buildVirtualKey(entry: VirtualKeyEntry, place: string, { findProvider, workspaces }: VirtualKeyMeans): VirtualKey {
  const { slug, provider: named, key, keys = key === undefined ? [] : [key], custom_host: customHost, expires_at: expiresAt } = entry;
  const provider = findProvider(named);
  if (!provider) throw new SettingsError(`${place}.provider`, `"${named}" is not loaded`);
  const fields = fieldsOf(entry);
  checkFields(provider, fields, place);
  if (
    provider.notServed === undefined &&
    lacksKey(provider, { keys, fields, ...(customHost !== undefined && { custom_host: customHost }) })
  )
    throw new SettingsError(`${place}.key`, `${provider.name} needs one`);
  const { custom_headers: headers = {}, deployments = [], models, allow_all_models: anyModel = true } = entry;
  const own = modelsIn(models, place);
  return {
    id: `file:${slug}`,
    slug,
    provider: provider.id,
    keys,
    customHost: customHost === undefined ? undefined : readBaseURL(`${place}.custom_host`, customHost),
    fields,
    headers: inPlace(place, () => readCustomHeaders(headers)),
    deployments: inPlace(place, () => readDeployments(provider, deployments)).map((each) => ({
      alias: each.alias,
      isDefault: each.is_default ?? false,
      fields: each.fields,
    })),
    allowedModels: anyModel ? undefined : new Set(own.keys()),
    models: own,
    expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
    workspaces: workspaces.openTo(entry.workspaces, `${place}.workspaces`),
  };
}

function modelsIn(models: VirtualKeyMembers['models'] = [], place: string): ReadonlyMap<string, OwnModel> {
  const own = new Map<string, OwnModel>();
  for (const [index, each] of models.entries()) {
    const { slug, base_model: baseModel, custom_host: host } = typeof each === 'string' ? { slug: each } : each;
    if (own.has(slug)) throw new SettingsError(`${place}.models[${index}]`, `"${slug}" is in the list already`);
    const customHost = host === undefined ? undefined : readBaseURL(`${place}.models[${index}].custom_host`, host);
    own.set(slug, { customHost, baseModel });
  }
  return own;
}

/** What is not of ours is of the provider. */
const MEMBERS: ReadonlySet<string> = new Set<keyof VirtualKeyMembers>([
  'slug',
  'name',
  'note',
  'provider',
  'workspaces',
  'key',
  'keys',
  'custom_host',
  'custom_headers',
  'deployments',
  'models',
  'allow_all_models',
  'expires_at',
  'usage_limits',
  'rate_limits',
]);

const fieldsOf = (entry: VirtualKeyEntry): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(entry).filter((each): each is [string, string] => !MEMBERS.has(each[0]) && typeof each[1] === 'string'),
  );
