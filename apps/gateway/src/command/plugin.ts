import { SettingsError } from '../settings/environment.ts';
import { readSettings } from '../settings/settings.ts';
import type { Arguments } from './arguments.ts';
import { examine } from './plugin-check/examine.ts';
import { openPlugin } from './plugin-check/open-plugin.ts';
import { reportText } from './plugin-check/report-text.ts';

/** A plugin may leave a timer behind, and nobody waits for that. */
const LEFTOVERS_MS = 200;

/** `plugin check NAME`: loads a plugin as a start would, says what it is, and tries whether it keeps the contract. */
export async function plugin({ rest, options }: Arguments): Promise<number> {
  const [what, name, stray] = rest;
  if (what !== 'check')
    throw new SettingsError('plugin', `${what === undefined ? 'say what is to be done' : `there is no "${what}"`}: plugin check NAME`);
  if (name === undefined) throw new SettingsError('plugin check', 'name a package, or the path of a module or of a package');
  if (stray !== undefined) throw new SettingsError('plugin check', `one plugin at a time: "${name}" and "${stray}" are two`);
  const status = await (options['json'] === true ? asJSON(name, options) : asText(name, options));
  setTimeout(() => process.exit(status), LEFTOVERS_MS).unref();
  return status;
}

async function asText(name: string, options: Arguments['options']): Promise<number> {
  const examined = await checked(name, options);
  process.stdout.write(reportText(name, examined));
  return examined.problems.length === 0 ? 0 : 1;
}

async function asJSON(name: string, options: Arguments['options']): Promise<number> {
  const print = (found: object) => process.stdout.write(`${JSON.stringify({ plugin: name, ...found }, null, 2)}\n`);
  try {
    const examined = await checked(name, options);
    print(examined);
    return examined.problems.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    print({ refused: error.message });
    return 1;
  }
}

async function checked(name: string, { options: said }: Arguments['options']) {
  const { pluginLimits } = readSettings(process.env, process.cwd());
  const opened = await openPlugin(name, process.cwd(), pluginLimits);
  return examine(opened, said === undefined ? undefined : objectIn(String(said)));
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new SettingsError('--options', `it is not JSON: ${(error as Error).message}`);
  }
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Readonly<Record<string, unknown>>;
  throw new SettingsError('--options', 'it must be an object, as a config has beside a mode or under the id of a check');
}
