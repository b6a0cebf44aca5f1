import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { ConfigFile } from '../config-file/read.ts';
import type { Environment } from './environment.ts';
import { providerVariables } from './provider-environment.ts';
import { readSettings } from './settings.ts';

/**
 * The settings in which a config file differs from the one that the gateway was started with, by their variables.
 * They are read at a start only, and nobody should have to find that out by trying.
 *
 * @throws SettingsError for a setting that no start would take.
 */
export function changedSettings(
  before: ConfigFile | undefined,
  now: ConfigFile,
  processEnvironment: Environment,
  findProvider: (slug: string) => ProviderAdapter | undefined,
): readonly string[] {
  readSettings({ ...now.environment, ...processEnvironment }, process.cwd());
  const [old, next] = [before, now].map((file) => ({
    ...file?.environment,
    ...providerVariables(file?.providers ?? {}, findProvider),
    SLUICE_PLUGINS: file?.plugins?.join(),
  }));
  const names = [...new Set([...Object.keys(old!), ...Object.keys(next!)])] as (keyof typeof next)[];
  return names.filter((name) => old![name] !== next![name] && processEnvironment[name] === undefined);
}
