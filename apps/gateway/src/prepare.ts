import { environmentName, type ProviderAdapter } from '@sluice/provider-sdk';
import { dirname } from 'node:path';
import { buildDirectories } from './config-file/directories.ts';
import { findConfigFile } from './config-file/find.ts';
import { readConfigFile, type ConfigFile } from './config-file/read.ts';
import { shippedProviders } from './providers/discover.ts';
import { loadPlugins, type Plugins } from './plugins/load.ts';
import type { PluginSource } from './plugins/source.ts';
import { providerDirectory } from './providers/directory.ts';
import { providerVariables, readProviderEnvironment } from './settings/provider-environment.ts';
import { SettingsError, type Environment } from './settings/environment.ts';
import { readSettings, type Settings } from './settings/settings.ts';

/** All that a start needs to know, read and checked, with nothing opened yet. */
export interface Prepared {
  readonly settings: Settings;
  /** The process' environment over what the config file says in its place. */
  readonly environment: Environment;
  /** The same without the file's part: what references in the file are looked up in, now and when it is read again. */
  readonly processEnvironment: Environment;
  readonly file: ConfigFile | undefined;
  readonly plugins: Plugins;
}

/** @throws SettingsError naming the place of the first thing that is wrong. */
export async function prepare(processEnvironment: Environment, workingDirectory: string): Promise<Prepared> {
  const named = processEnvironment['SLUICE_CONFIG']?.trim();
  const path = findConfigFile(named ? readSettings({ SLUICE_CONFIG: named }, workingDirectory).configFile : undefined, workingDirectory);
  const file = path === undefined ? undefined : await readConfigFile(path, processEnvironment);
  const said = withoutEmpty(processEnvironment);
  const settings = readSettings({ ...file?.environment, ...said }, workingDirectory);
  const plugins = await loadPlugins(sourcesOf(settings, processEnvironment, file, workingDirectory), settings.pluginLimits);
  const { providers } = plugins;
  const { find } = providerDirectory(plugins);
  const environment = { ...file?.environment, ...providerVariables(file?.providers ?? {}, find), ...said };
  refuseSelf(settings, environment, providers);
  // Followed once here, so that nothing is made or printed by a start that cannot be.
  if (file)
    await buildDirectories(file, { hash: (token) => token, findProvider: find, extensions: plugins.extensions }).catch(
      namingFile(file.path),
    );
  return { settings, environment, processEnvironment: said, file, plugins };
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

const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));

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
