import {
  configNames,
  leavesOf,
  NO_EXTENSIONS,
  type ApiKey,
  type ConfigNode,
  type Extensions,
  type Prompt,
  type RouteConfig,
  type TargetConfig,
  type VirtualKey,
} from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { readBaseURL } from '../settings/provider-environment.ts';
import { SettingsError } from '../settings/environment.ts';
import type { ModelEntries } from '../models/directory.ts';
import { SCOPES } from './scopes.ts';
import type { KeyHash } from '../state/key-hash.ts';
import { readModelEntry } from './model-entry.ts';
import type { ConfigFile } from './read.ts';

/** What the config file declares, ready to be asked. */
export interface Directories {
  readonly apiKeys: ReadonlyMap<string, ApiKey>;
  readonly virtualKeys: ReadonlyMap<string, VirtualKey>;
  readonly configs: ReadonlyMap<string, RouteConfig>;
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly models: ModelEntries;
}

export const NO_DIRECTORIES: Directories = {
  apiKeys: new Map(),
  virtualKeys: new Map(),
  configs: new Map(),
  prompts: new Map(),
  aliases: {},
  models: {},
};

/** What a key may do when its entry names no scopes: call providers. */
const DEFAULT_SCOPES: ReadonlySet<string> = new Set(['completions.write', 'prompts.render', 'logs.write']);

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
export async function buildDirectories(file: ConfigFile, means: DirectoryMeans): Promise<Directories> {
  const virtualKeys = new Map(
    (file.virtual_keys ?? []).map((entry, index) => [entry.slug, buildVirtualKey(entry, `virtual_keys[${index}]`, means)]),
  );
  const configs = await buildConfigs(file, means);
  const prompts = await buildPrompts(file, virtualKeys);
  const apiKeys = new Map((file.api_keys ?? []).map((entry) => [means.hash(entry.key), buildApiKey(entry)]));

  for (const [index, { defaults }] of (file.api_keys ?? []).entries()) {
    if (defaults?.config !== undefined && !configs.has(defaults.config)) {
      throw new SettingsError(`api_keys[${index}].defaults.config`, `there is no config "${defaults.config}"`);
    }
  }
  for (const [index, { scopes = [] }] of (file.api_keys ?? []).entries()) {
    const unknown = scopes.find((scope) => !SCOPES.has(scope));
    if (unknown !== undefined) throw new SettingsError(`api_keys[${index}].scopes`, `there is no scope "${unknown}"`);
  }
  for (const [slug, { root }] of configs) for (const leaf of leavesOf(root)) checkReferences(slug, leaf, virtualKeys, means);
  return { apiKeys, virtualKeys, configs, prompts, aliases: buildAliases(file, means), models: buildModels(file, means) };
}

function buildApiKey({ name, scopes, expires_at: expiresAt, defaults }: NonNullable<ConfigFile['api_keys']>[number]): ApiKey {
  return {
    name,
    scopes: scopes ? new Set(scopes) : DEFAULT_SCOPES,
    admin: false,
    expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
    defaults: { config: defaults?.config, metadata: defaults?.metadata ?? {} },
  };
}

function buildVirtualKey(
  entry: NonNullable<ConfigFile['virtual_keys']>[number],
  place: string,
  { findProvider }: DirectoryMeans,
): VirtualKey {
  const { slug, provider: named, key, keys = key === undefined ? [] : [key], custom_host: customHost, name: _, ...fields } = entry;
  const provider = findProvider(named);
  if (!provider) throw new SettingsError(`${place}.provider`, `"${named}" is not loaded`);
  if (provider.credential !== undefined && keys.length === 0 && customHost === undefined)
    throw new SettingsError(`${place}.key`, `${provider.name} needs one`);
  checkFields(provider, fields, place);
  return {
    slug,
    provider: provider.id,
    keys,
    customHost: customHost === undefined ? undefined : readBaseURL(`${place}.custom_host`, customHost),
    fields: fields as Record<string, string>,
  };
}

async function buildConfigs(file: ConfigFile, { extensions = NO_EXTENSIONS }: DirectoryMeans): Promise<Map<string, RouteConfig>> {
  if (!file.configs?.length) return new Map();
  const { readConfig } = await import('@sluice/core/config');
  const read = file.configs.map(async ({ slug, config }, index): Promise<[string, RouteConfig]> => {
    try {
      const known = await readConfig(config, { origin: 'stored', id: slug }, extensions);
      return [slug, { ...known, root: withBases(known.root, `configs[${index}].config`) }];
    } catch (error) {
      if (error instanceof SettingsError) throw error;
      throw new SettingsError(`configs[${index}].config`, (error as Error).message);
    }
  });
  return new Map(await Promise.all(read));
}

/** The same tree with its hosts in the spelling that paths are put behind. */
function withBases(node: ConfigNode, place: string): ConfigNode {
  if (node.kind === 'fork') return { ...node, branches: node.branches.map((branch) => withBases(branch, place)) };
  if (node.customHost === undefined) return node;
  return { ...node, customHost: readBaseURL(`${place}${node.label.slice('config'.length)}.custom_host`, node.customHost) };
}

async function buildPrompts(file: ConfigFile, virtualKeys: ReadonlyMap<string, VirtualKey>): Promise<Map<string, Prompt>> {
  if (!file.prompts?.length) return new Map();
  const { compilePrompt } = await import('../prompts/compile.ts');
  return new Map(
    file.prompts.map((entry, index) => {
      if (entry.virtual_key !== undefined && !virtualKeys.has(entry.virtual_key)) {
        throw new SettingsError(`prompts[${index}].virtual_key`, `there is no virtual key "${entry.virtual_key}"`);
      }
      return [entry.slug, compilePrompt(entry, `prompts[${index}].string`)];
    }),
  );
}

function checkReferences(
  slug: string,
  config: TargetConfig,
  virtualKeys: ReadonlyMap<string, VirtualKey>,
  { findProvider }: DirectoryMeans,
): void {
  const reference = config.virtualKey ?? (config.provider?.[0] === '@' ? config.provider.slice(1).split('/')[0] : undefined);
  const place = `config "${slug}"${config.label === 'config' ? '' : `: ${config.label}`}`;
  if (reference !== undefined && !virtualKeys.has(reference)) throw new SettingsError(place, `there is no virtual key "${reference}"`);
  const named = reference === undefined ? config.provider : virtualKeys.get(reference)!.provider;
  const provider = named === undefined ? undefined : findProvider(named);
  if (named !== undefined && !provider) throw new SettingsError(place, `the provider "${named}" is not loaded`);
  if (provider) checkFields(provider, config.fields, place);
}

/** @throws SettingsError for a field that the provider does not have. */
function checkFields(provider: ProviderAdapter, fields: Readonly<Record<string, unknown>>, place: string): void {
  // Nobody knows the fields of one that could not be loaded.
  if (provider.notServed !== undefined) return;
  const known = new Set(Object.values(provider.fields).flatMap(configNames));
  for (const field of Object.keys(fields))
    if (!known.has(field)) throw new SettingsError(`${place}.${field}`, `${provider.name} has no such field`);
}

/** Aliases by the provider's slug, however the file calls it. */
function buildAliases({ aliases = {} }: ConfigFile, { findProvider }: DirectoryMeans): Directories['aliases'] {
  return Object.fromEntries(
    Object.entries(aliases).map(([named, models]) => {
      const provider = findProvider(named);
      if (!provider) throw new SettingsError(`aliases.${named}`, `the provider "${named}" is not loaded`);
      return [provider.id, models];
    }),
  );
}

/** What the file says of models, by the provider's slug. */
function buildModels({ models = {} }: ConfigFile, { findProvider }: DirectoryMeans): ModelEntries {
  return Object.fromEntries(
    Object.entries(models).map(([named, entries]) => {
      const provider = findProvider(named);
      if (!provider) throw new SettingsError(`models.${named}`, `the provider "${named}" is not loaded`);
      return [provider.id, Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, readModelEntry(entry)]))];
    }),
  );
}
