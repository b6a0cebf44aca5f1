import { resolve } from 'node:path';
import { findConfigFile } from '../config-file/find.ts';
import { prepare } from '../prepare.ts';
import { SettingsError } from '../settings/environment.ts';
import type { Arguments } from './arguments.ts';

/** Checks a config file and says that it is good; what is wrong with it is thrown, as at a start. */
export async function check({ rest: [given] }: Arguments): Promise<number> {
  const path = findConfigFile(given === undefined ? undefined : resolve(given), process.cwd(), 'check');
  if (path === undefined) throw new SettingsError('check', 'there is no sluice.config.yaml or sluice.config.json here; name a file');
  const { file, plugins } = await prepare({ ...process.env, SLUICE_CONFIG: path }, process.cwd());
  // A start goes on without it; who checks wants to know before.
  const [failed] = plugins.failed;
  if (failed) throw new SettingsError(failed.namedIn, `"${failed.name}" could not be loaded (${failed.reason})`);
  const counts = (['api_keys', 'virtual_keys', 'configs', 'prompts'] as const).map((name) => `${file?.[name]?.length ?? 0} ${name}`);
  process.stdout.write(`${path} is good: ${counts.join(', ')}\n`);
  return 0;
}
