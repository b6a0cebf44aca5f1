import { findConfigFile } from './config-file/find.ts';
import { readConfigFile, type ConfigFile } from './config-file/read.ts';
import type { Environment } from './settings/environment.ts';
import { readSettings, type Settings } from './settings/settings.ts';

/** What a start knows before anything was loaded. */
export interface Ground {
  readonly settings: Settings;
  readonly file: ConfigFile | undefined;
  /** What references in the file are looked up in, now and when it is read again: nothing that is empty. */
  readonly processEnvironment: Environment;
  readonly workingDirectory: string;
}

/** Reads the settings and the config file. @throws SettingsError naming the place of the first thing that is wrong. */
export async function readGround(given: Environment, workingDirectory: string): Promise<Ground> {
  const named = given['SLUICE_CONFIG']?.trim();
  const path = findConfigFile(named ? readSettings({ SLUICE_CONFIG: named }, workingDirectory).configFile : undefined, workingDirectory);
  const file = path === undefined ? undefined : await readConfigFile(path, given);
  const processEnvironment = withoutEmpty(given);
  const settings = readSettings({ ...file?.environment, ...processEnvironment }, workingDirectory);
  return { settings, file, processEnvironment, workingDirectory };
}

const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
