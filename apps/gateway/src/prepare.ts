import { environmentName, type ProviderAdapter } from '@sluice/provider-sdk';
import { dirname } from 'node:path';
import { buildDirectories } from './config-file/directories.ts';
import type { ConfigFile } from './config-file/read.ts';
import { readGround, type Ground } from './ground.ts';
import { shippedProviders } from './providers/discover.ts';
import { loadPlugins, type Plugins } from './plugins/load.ts';
import type { PluginSource } from './plugins/source.ts';
import { providerDirectory } from './providers/directory.ts';
import { providerVariables, readProviderEnvironment } from './settings/provider-environment.ts';
import { SettingsError, type Environment } from './settings/environment.ts';
import type { Settings } from './settings/settings.ts';

/** All that a start needs to know, read and checked. */
export interface Prepared extends Pick<Ground, 'settings' | 'file' | 'processEnvironment'> {
  /** The process' environment over what the config file says in its place. */
  readonly environment: Environment;
  readonly plugins: Plugins;
}

/** Reads everything, with nothing opened yet. @throws SettingsError naming the place of the first thing that is wrong. */
export const prepare = async (given: Environment, workingDirectory: string): Promise<Prepared> =>
  prepareOn(await readGround(given, workingDirectory));

/** Loads what the settings and the file name, and follows what they refer to. @throws SettingsError as `prepare` does. */
export async function prepareOn({ settings, file, processEnvironment, workingDirectory }: Ground): Promise<Prepared> {
  const plugins = await loadPlugins(sourcesOf(settings, processEnvironment, file, workingDirectory), settings.pluginLimits);
  const { providers } = plugins;
  const { find } = providerDirectory(plugins);
  const environment = { ...file?.environment, ...providerVariables(file?.providers ?? {}, find), ...processEnvironment };
  refuseSelf(settings, environment, providers);
  // Followed once here, so that no key is made or printed by a start that cannot be.
  if (file)
    await buildDirectories(file, { hash: (token) => token, findProvider: find, extensions: plugins.extensions }).catch(
      namingFile(file.path),
    );
  return { settings, environment, processEnvironment, file, plugins };
}

function sourcesOf(
  { plugins }: Settings,
  { SLUICE_PLUGINS: named }: Environment,
  file: ConfigFile | undefined,
  workingDirectory: string,
): readonly PluginSource[] {
  const ours = shippedProviders().map((name) => ({ name, namedIn: 'packages', from: workingDirectory, shipped: true }));
  // The environment goes before the file.
  if (named?.trim())
    return [...ours, ...plugins.map((name) => ({ name, namedIn: 'SLUICE_PLUGINS', from: workingDirectory, shipped: false }))];
  if (!file) return ours;
  // A file's plugins are seen from the file, so that a gateway installed elsewhere finds them.
  const place = { namedIn: `${file.path}: plugins`, from: dirname(file.path), shipped: false };
  return [...ours, ...(file.plugins ?? []).map((name) => ({ name, ...place }))];
}

/** A base URL that is this very gateway would call itself for ever. */
function refuseSelf({ host, port, loopback }: Settings, environment: Environment, providers: readonly ProviderAdapter[]): void {
  const { baseURL } = readProviderEnvironment(environment, providers);
  for (const provider of providers) {
    const base = baseURL(provider);
    if (base === undefined) continue;
    const url = new URL(base);
    const samePort = Number(url.port || (url.protocol === 'https:' ? 443 : 80)) === port;
    const ownNames = loopback || host === '0.0.0.0' || host === '::' ? ['localhost', '127.0.0.1', '[::1]', host] : [host];
    if (samePort && port !== 0 && ownNames.includes(url.hostname)) {
      throw new SettingsError(environmentName(provider.id, 'baseUrl'), `${base} is this gateway itself`);
    }
  }
}

/** The same error, with the file that it is in. */
const namingFile = (path: string) => (error: unknown) => {
  throw error instanceof SettingsError ? new SettingsError(path, error.message) : error;
};
