import { extensionFlaw, extensionName, extensionsOf, isExtension, type Extensions } from '@sluice/core';
import type { CapabilityManifest, ProviderAdapter } from '@sluice/provider-sdk';
import type { Check } from '@sluice/provider-sdk/check';
import type { Strategy } from '@sluice/provider-sdk/strategy';
import { pathToFileURL } from 'node:url';
import { SettingsError } from '../settings/environment.ts';
import { refuseOthersSecrets } from './borrowed-names.ts';
import { guardedProvider } from './guard/guarded-provider.ts';
import { limitedExtension } from './guard/limited-extensions.ts';
import { Watch, type PluginLimits } from './guard/watch.ts';
import { locate } from './locate.ts';
import { readCapabilities } from './read-capabilities.ts';
import type { PluginSource } from './source.ts';

/** All that was loaded, and what could not be. */
export interface Plugins {
  readonly providers: readonly ProviderAdapter[];
  /** Strategies and checks, which configs name. */
  readonly extensions: Extensions;
  /** What test kits have found, by slug. */
  readonly capabilities: CapabilityManifest['providers'];
  readonly failed: readonly FailedPlugin[];
}

/** A plugin whose own code failed before it could say what it is; the others are served without it. */
export interface FailedPlugin extends Pick<PluginSource, 'name' | 'namedIn'> {
  readonly reason: string;
}

/** One of the things that a plugin is. */
type Part =
  | { readonly sort: 'provider'; readonly source: PluginSource; readonly provider: ProviderAdapter }
  | { readonly sort: 'extension'; readonly source: PluginSource; readonly extension: Strategy | Check };

interface Loaded {
  readonly parts: readonly Part[];
  readonly capabilities: CapabilityManifest['providers'];
}

/** A module may wait for something at its top, and not for ever. */
const LOAD_MS = 10_000;

/**
 * Loads plugins, each with a handshake: what is wrong with one is said in a sentence and nothing starts. One whose own code
 * throws while it is loaded is left out, and the rest is served (decision 18).
 *
 * @throws SettingsError
 */
export async function loadPlugins(sources: readonly PluginSource[], limits: PluginLimits): Promise<Plugins> {
  const all = await Promise.all(sources.map((source) => load(source, limits)));
  const loaded = all.filter((each) => 'parts' in each);
  const parts = loaded.flatMap((each) => each.parts);
  refuseClashes(parts);
  const providers = parts.filter((part) => part.sort === 'provider');
  for (const { source, provider } of providers)
    if (!source.shipped)
      refusing(source, () =>
        refuseOthersSecrets(
          provider,
          providers.map((each) => each.provider),
        ),
      );
  return {
    providers: providers.map(({ provider }) => provider),
    extensions: extensionsOf(parts.filter((part) => part.sort === 'extension').map(({ extension }) => extension)),
    capabilities: Object.assign({}, ...loaded.map((each) => each.capabilities)) as Plugins['capabilities'],
    failed: all.filter((each) => 'reason' in each),
  };
}

async function load(source: PluginSource, limits: PluginLimits): Promise<Loaded | FailedPlugin> {
  const { name, namedIn, from } = source;
  const located = locate(source);
  if (!located)
    throw new SettingsError(
      namedIn,
      `"${name}" is not installed, as seen from ${from}: npm install it there, or name the path of a module`,
    );
  let given: unknown;
  try {
    ({ default: given } = await inTime(import(pathToFileURL(located.file).href) as Promise<{ readonly default?: unknown }>));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (source.shipped) throw new SettingsError(namedIn, `"${name}" cannot be loaded (${reason})`);
    return { name, namedIn, reason };
  }
  const watch = new Watch(name, limits);
  const parts = await Promise.all(listed(given).map((each) => readPart(each, source, watch)));
  const slugs = parts.filter((part) => part.sort === 'provider').map(({ provider }) => provider.id);
  return { parts, capabilities: source.shipped ? {} : refusing(source, () => readCapabilities(located, slugs)) };
}

/** A package of several things, kept together because they are much alike, exports a list. */
const listed = (given: unknown): readonly unknown[] => (Array.isArray(given) ? (given as readonly unknown[]) : [given]);

async function readPart(given: unknown, source: PluginSource, watch: Watch): Promise<Part> {
  const { name, namedIn, shipped } = source;
  if (isExtension(given)) {
    const flaw = extensionFlaw(given);
    if (flaw !== undefined) throw new SettingsError(namedIn, `"${name}" ${flaw}`);
    return { sort: 'extension', source, extension: limitedExtension(given as Strategy | Check, watch) };
  }
  const { operations } = (typeof given === 'object' && given !== null ? given : {}) as { readonly operations?: unknown };
  if (!operations)
    throw new SettingsError(
      namedIn,
      `"${name}" does not default-export a provider, a strategy or a check; wrap it in defineProvider(), defineStrategy() or defineCheck()`,
    );
  if (shipped) return { sort: 'provider', source, provider: withDefaults(given as ProviderAdapter) };
  const { shakeHands } = await import('./handshake.ts');
  return {
    sort: 'provider',
    source,
    provider: guardedProvider(
      refusing(source, () => watch.reading('its handshake', () => shakeHands(given as ProviderAdapter))),
      watch,
    ),
  };
}

/** What a package of the repository built before these members were there does not say. */
const SINCE_ADDED = { otherCredentials: [], differences: [], borrowsIdentity: () => false, notServed: undefined };

const withDefaults = (adapter: ProviderAdapter): ProviderAdapter => ({
  ...SINCE_ADDED,
  ...adapter,
});

/** What is wrong with a plugin, with its name and the place that names it. */
function refusing<T>({ name, namedIn }: PluginSource, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new SettingsError(namedIn, `"${name}" is refused: ${(error as Error).message}`);
  }
}

function refuseClashes(parts: readonly Part[]): void {
  const owners = new Map<string, string>();
  for (const part of parts) {
    for (const claimed of claimsOf(part)) {
      const owner = owners.get(claimed);
      if (owner !== undefined) throw new SettingsError(part.source.namedIn, `${part.source.name} and ${owner} both provide ${claimed}`);
      owners.set(claimed, part.source.name);
    }
  }
}

const claimsOf = (part: Part): readonly string[] =>
  part.sort === 'extension'
    ? [`the ${extensionName(part.extension)}`]
    : [part.provider.id, ...part.provider.aliases].map((slug) => `"${slug}"`);

async function inTime<T>(loading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it was not there after ${LOAD_MS} ms; does it wait for something at its top?`)), LOAD_MS);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}
