import { leavesOf, type ConfigNode, type Extensions, type StoredConfig, type TargetConfig, type VirtualKey } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { SettingsError } from '../../settings/environment.ts';
import { readBaseURL } from '../../settings/provider-environment.ts';
import type { ConfigEntry } from '../entries.ts';
import { checkFields } from './fields.ts';
import { reaches } from './reaches.ts';
import type { Workspaces } from './workspaces.ts';

export interface ConfigMeans {
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly extensions: Extensions;
  readonly workspaces: Workspaces;
  readonly virtualKeys: ReadonlyMap<string, VirtualKey>;
}

/** What a file says has no versions: the latest is all there is. */
const FILE_VERSION = 'file';

/** @throws SettingsError naming the place of what cannot be read, or leads nowhere. */
export async function buildConfigs(entries: readonly ConfigEntry[], means: ConfigMeans): Promise<ReadonlyMap<string, StoredConfig>> {
  if (entries.length === 0) return new Map();
  const { readConfig } = await import('@sluice/core/config');
  const read = entries.map(async (entry, index): Promise<[string, StoredConfig]> => {
    const { slug, config } = entry;
    const place = `configs[${index}]`;
    try {
      const known = await readConfig(config, { origin: 'stored', id: slug }, means.extensions);
      const based = { ...known, root: withBases(known.root, `${place}.config`) };
      const workspaces = means.workspaces.openTo(entry.workspace === undefined ? undefined : [entry.workspace], `${place}.workspace`);
      return [slug, { id: `file:${slug}`, slug, versionId: FILE_VERSION, workspaces, config: based }];
    } catch (error) {
      if (error instanceof SettingsError) throw error;
      throw new SettingsError(`${place}.config`, (error as Error).message);
    }
  });
  const configs = new Map(await Promise.all(read));
  for (const config of configs.values()) for (const leaf of leavesOf(config.config.root)) checkTarget(config, leaf, means);
  return configs;
}

/** The same tree with its hosts in the spelling that paths are put behind. */
function withBases(node: ConfigNode, place: string): ConfigNode {
  if (node.kind === 'fork') return { ...node, branches: node.branches.map((branch) => withBases(branch, place)) };
  if (node.customHost === undefined) return node;
  return { ...node, customHost: readBaseURL(`${place}${node.label.slice('config'.length)}.custom_host`, node.customHost) };
}

function checkTarget({ slug, workspaces }: StoredConfig, target: TargetConfig, { findProvider, virtualKeys }: ConfigMeans): void {
  const reference = target.virtualKey ?? (target.provider?.[0] === '@' ? target.provider.slice(1).split('/')[0] : undefined);
  const place = `config "${slug}"${target.label === 'config' ? '' : `: ${target.label}`}`;
  const virtualKey = reference === undefined ? undefined : virtualKeys.get(reference);
  if (reference !== undefined && (!virtualKey || !reaches(workspaces, virtualKey.workspaces)))
    throw new SettingsError(place, `there is no virtual key "${reference}"`);
  const named = virtualKey ? virtualKey.provider : target.provider;
  const provider = named === undefined ? undefined : findProvider(named);
  if (named !== undefined && !provider) throw new SettingsError(place, `the provider "${named}" is not loaded`);
  if (provider) checkFields(provider, target.fields, place);
}
