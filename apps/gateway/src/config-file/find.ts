import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';

const NAMES = ['sluice.config.yaml', 'sluice.config.yml', 'sluice.config.json'];

/**
 * The config file to read: the one that was named, else the one in the working directory, else none.
 *
 * @throws SettingsError where the named one is missing, or where several stand side by side.
 */
export function findConfigFile(named: string | undefined, workingDirectory: string, namedIn = 'SLUICE_CONFIG'): string | undefined {
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new SettingsError(namedIn, `there is no file ${named}`);
  }
  const found = NAMES.filter((name) => existsSync(join(workingDirectory, name)));
  if (found.length > 1)
    throw new SettingsError(found.join(' and '), 'only one config file can count: keep one, or name it in SLUICE_CONFIG');
  return found[0] === undefined ? undefined : join(workingDirectory, found[0]);
}
