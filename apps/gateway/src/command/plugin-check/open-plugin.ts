import type { CapabilityManifest, ProviderAdapter } from '@sluice/provider-sdk';
import type { Check } from '@sluice/provider-sdk/check';
import type { Strategy } from '@sluice/provider-sdk/strategy';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { guardedProvider } from '../../plugins/guard/guarded-provider.ts';
import type { PluginLimits } from '../../plugins/guard/watch.ts';
import { shakeHands } from '../../plugins/handshake.ts';
import { loadPlugins } from '../../plugins/load.ts';
import { locate } from '../../plugins/locate.ts';
import type { PluginSource } from '../../plugins/source.ts';
import { shippedProviders } from '../../providers/discover.ts';
import { SettingsError } from '../../settings/environment.ts';
import { impatient } from './impatient.ts';
import { ProbingWatch } from './probing-watch.ts';
import type { Whereabouts } from './untried.ts';

/** A plugin that a gateway would serve, taken apart. */
export interface OpenedPlugin extends Whereabouts {
  readonly providers: readonly ProviderToProbe[];
  readonly strategies: readonly Strategy[];
  readonly checks: readonly Check[];
  readonly capabilities: CapabilityManifest['providers'];
}

/** A provider under a guard that writes down what it sees. */
export interface ProviderToProbe {
  readonly provider: ProviderAdapter;
  readonly watch: ProbingWatch;
}

/** Nothing that is probed is further away than this process. */
const PROBE: PluginLimits = { busyMs: 1000, waitMs: 1000 };

/**
 * Loads a plugin beside the providers that are shipped, by the very code of a start, so that it is refused here for what it would
 * be refused for there.
 *
 * @throws SettingsError where a start would refuse it, or leave it out.
 */
export async function openPlugin(name: string, from: string, limits: PluginLimits): Promise<OpenedPlugin> {
  const ours = shippedProviders().map((each): PluginSource => ({ name: each, namedIn: 'packages', from, shipped: true }));
  const source = { name, namedIn: 'plugin check', from, shipped: false };
  const without = await loadPlugins(ours, limits);
  const { failed, extensions, capabilities, ...loaded } = await loadPlugins([...ours, source], limits);
  const [broken] = failed;
  if (broken) throw new SettingsError(broken.namedIn, `"${broken.name}" could not be loaded (${broken.reason})`);
  const located = locate(source)!;
  const shipped = new Set(without.providers.map(({ id }) => id));
  const own = loaded.providers.filter(({ id }) => !shipped.has(id));
  return {
    providers: (await givenBy(located.file, own)).map((given) => toProbe(given, new ProbingWatch(name, PROBE))),
    strategies: added(without.extensions.strategies, extensions.strategies),
    checks: added(without.extensions.checks, extensions.checks),
    capabilities,
    name,
    file: located.file,
    replies: join(dirname(located.manifest ?? located.file), 'replies'),
  };
}

/** What the guard of a start was put around. */
async function givenBy(file: string, own: readonly ProviderAdapter[]): Promise<readonly ProviderAdapter[]> {
  const { default: given } = (await import(pathToFileURL(file).href)) as { readonly default: unknown };
  const parts = [given].flat() as readonly Partial<ProviderAdapter>[];
  return own.map(({ id }) => parts.find((part) => part.id === id && part.operations) as ProviderAdapter);
}

const toProbe = (given: ProviderAdapter, watch: ProbingWatch): ProviderToProbe => ({
  provider: impatient(guardedProvider(shakeHands(given), watch), watch),
  watch,
});

const added = <Extension>(known: ReadonlyMap<string, Extension>, all: ReadonlyMap<string, Extension>): readonly Extension[] =>
  [...all].filter(([name]) => !known.has(name)).map(([, extension]) => extension);
