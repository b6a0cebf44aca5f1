import { NO_EXTENSIONS, type ApiKey, type Extensions, type Guardrail, type Prompt, type StoredConfig, type VirtualKey } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { ModelEntries } from '../models/directory.ts';
import { SettingsError } from '../settings/environment.ts';
import type { KeyHash } from '../state/key-hash.ts';
import type { DeclaredPartials } from './build/declared-partials.ts';
import { readModelEntry } from './model-entry.ts';
import type { ConfigFile } from './read.ts';

/** What the config file declares, ready to be asked. */
export interface Directories {
  readonly apiKeys: ReadonlyMap<string, ApiKey>;
  readonly virtualKeys: ReadonlyMap<string, VirtualKey>;
  readonly configs: ReadonlyMap<string, StoredConfig>;
  /** By all the names that callers have for them, so each at least twice. */
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly partials: DeclaredPartials;
  readonly guardrails: ReadonlyMap<string, Guardrail>;
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly models: ModelEntries;
}

export const NO_DIRECTORIES: Directories = {
  apiKeys: new Map(),
  virtualKeys: new Map(),
  configs: new Map(),
  prompts: new Map(),
  partials: new Map(),
  guardrails: new Map(),
  aliases: {},
  models: {},
};

export interface DirectoryMeans {
  readonly hash: KeyHash;
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  /** Strategies and checks of plugins, which configs may name. Default: none. */
  readonly extensions?: Extensions;
}

/**
 * Builds the directories of a config file; every reference in it is followed once, here.
 *
 * @throws SettingsError naming the path of what leads nowhere.
 */
export async function buildDirectories(
  file: ConfigFile,
  { hash, findProvider, extensions = NO_EXTENSIONS }: DirectoryMeans,
): Promise<Directories> {
  const { buildThings } = await import('./build/things.ts');
  const { apiKeys, ...things } = await buildThings(file, { findProvider, extensions });
  return {
    ...things,
    apiKeys: new Map(apiKeys.map(({ token, key }) => [hash(token), key])),
    aliases: buildAliases(file, findProvider),
    models: buildModels(file, findProvider),
  };
}

/** Aliases by the provider's slug, however the file calls it. */
function buildAliases({ aliases = {} }: ConfigFile, findProvider: DirectoryMeans['findProvider']): Directories['aliases'] {
  return Object.fromEntries(
    Object.entries(aliases).map(([named, models]) => {
      const provider = findProvider(named);
      if (!provider) throw new SettingsError(`aliases.${named}`, `the provider "${named}" is not loaded`);
      return [provider.id, models];
    }),
  );
}

/** What the file says of models, by the provider's slug. */
function buildModels({ models = {} }: ConfigFile, findProvider: DirectoryMeans['findProvider']): ModelEntries {
  return Object.fromEntries(
    Object.entries(models).map(([named, entries]) => {
      const provider = findProvider(named);
      if (!provider) throw new SettingsError(`models.${named}`, `the provider "${named}" is not loaded`);
      return [provider.id, Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, readModelEntry(entry)]))];
    }),
  );
}
