import type { CapabilityManifest } from '@sluice/provider-sdk';
import type { Check } from '@sluice/provider-sdk/check';
import type { Strategy } from '@sluice/provider-sdk/strategy';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginLimits } from '../../plugins/guard/watch.ts';
import { loadPlugins } from '../../plugins/load.ts';
import { locate } from '../../plugins/locate.ts';
import type { PluginSource } from '../../plugins/source.ts';
import { shippedProviders } from '../../providers/discover.ts';
import { SettingsError } from '../../settings/environment.ts';
import { UnderProbe, type ProviderToProbe } from './under-probe.ts';
import type { Whereabouts } from './untried.ts';

/** A plugin that a gateway would serve, taken apart. */
export interface OpenedPlugin extends Whereabouts {
  readonly providers: readonly ProviderToProbe[];
  readonly strategies: readonly Strategy[];
  readonly checks: readonly Check[];
  readonly capabilities: CapabilityManifest['providers'];
}

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
  const { default: given } = (await import(pathToFileURL(located.file).href)) as { readonly default: unknown };
  const probe = new UnderProbe(name, given);
  return {
    providers: own.map((each) => probe.provider(each)),
    strategies: added(without.extensions.strategies, extensions.strategies).map((each) => probe.extension(each)),
    checks: added(without.extensions.checks, extensions.checks).map((each) => probe.extension(each)),
    capabilities,
    name,
    file: located.file,
    replies: join(dirname(located.manifest ?? located.file), 'replies'),
  };
}

const added = <Extension>(known: ReadonlyMap<string, Extension>, all: ReadonlyMap<string, Extension>): readonly Extension[] =>
  [...all].filter(([name]) => !known.has(name)).map(([, extension]) => extension);
