import { extensionFlaw, extensionName, extensionsOf, isExtension, type Extensions } from '@sluice/core';
import { isFaultError, type CapabilityManifest, type ProviderAdapter } from '@sluice/provider-sdk';
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
import { standFirm } from './strays.ts';
import { endIfStuck, noteCalled } from './stuck.ts';

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
  const all = await Promise.all(sources.filter(({ shipped }) => shipped).map((source) => load(source, limits)));
  // One after another: of two that are imported side by side, nobody could say which one has no end.
  for (const source of sources.filter(({ shipped }) => !shipped)) all.push(await load(source, limits));
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
  const watch = new Watch(name, limits);
  if (!source.shipped) {
    standFirm(name, located.file);
    endIfStuck(limits.stuckMs);
    noteCalled(name);
  }
  let given: unknown;
  try {
    ({ default: given } = await inTime(import(pathToFileURL(located.file).href) as Promise<{ readonly default?: unknown }>));
  } catch (error) {
    const reason = reasonOf(error, watch);
    if (source.shipped) throw new SettingsError(namedIn, `"${name}" cannot be loaded (${reason})`);
    return { name, namedIn, reason };
  }
  if (source.shipped) return { parts: listed(given).map((each) => shippedPart(each, source)), capabilities: {} };
  const parts = await readParts(given, source, watch);
  const slugs = parts.filter((part) => part.sort === 'provider').map(({ provider }) => provider.id);
  return { parts, capabilities: refusing(source, () => readCapabilities(located, slugs)) };
}

/** What was thrown need not be an error, nor let itself be read for ever. */
function reasonOf(error: unknown, watch: Watch): string {
  try {
    return watch.bounded('its start', () => {
      throw error;
    });
  } catch (told) {
    return (told as Error).message;
  }
}

/** A package of several things, kept together because they are much alike, exports a list. */
const listed = (given: unknown): readonly unknown[] =>
  Array.isArray(given) ? Array.from({ length: given.length }, (_each, index) => given[index] as unknown) : [given];

const NO_PART = 'does not default-export a provider, a strategy or a check; wrap it in defineProvider(), defineStrategy() or defineCheck()';

const isProvider = (given: unknown): given is ProviderAdapter =>
  typeof given === 'object' && given !== null && typeof (given as Partial<ProviderAdapter>).operations === 'object';

function shippedPart(given: unknown, source: PluginSource): Part {
  if (!isProvider(given)) throw new SettingsError(source.namedIn, `"${source.name}" ${NO_PART}`);
  return { sort: 'provider', source, provider: withDefaults(given) };
}

/** To look at what a plugin exports is to call it. */
async function readParts(given: unknown, source: PluginSource, watch: Watch): Promise<readonly Part[]> {
  const { shakeHands } = await import('./handshake.ts');
  const readPart = (each: unknown): Part => {
    if (isExtension(each)) {
      const flaw = extensionFlaw(each);
      if (flaw !== undefined) throw new Error(flaw);
      return { sort: 'extension', source, extension: limitedExtension(each as Strategy | Check, watch) };
    }
    if (!isProvider(each)) throw new Error(NO_PART);
    return { sort: 'provider', source, provider: guardedProvider(shakeHands(each), watch) };
  };
  try {
    return watch.bounded('its handshake', () => listed(given).map(readPart));
  } catch (error) {
    const { message } = error as Error;
    throw new SettingsError(source.namedIn, isFaultError(error) ? message : `"${source.name}" ${message}`);
  }
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
      if (owner !== undefined) throw new SettingsError(part.source.namedIn, `${nameOf(part)} and ${owner} both provide ${claimed}`);
      owners.set(claimed, nameOf(part));
    }
  }
}

/** A shipped one has no name that its operator has ever seen. */
const nameOf = ({ source, ...part }: Part): string =>
  source.shipped && part.sort === 'provider' ? `${part.provider.name}, which is shipped,` : source.name;

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
