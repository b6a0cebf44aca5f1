import { readFileSync } from 'node:fs';
import { SettingsError, type Environment } from '../settings/environment.ts';
import type { Entries } from './entries.ts';
import { resolveReferences } from './references.ts';

/** The config file as it stands, its spelling settled and its references put in. */
export interface ConfigFile extends Entries {
  readonly path: string;
  readonly plugins?: readonly string[];
  readonly providers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values that the environment can hold too, as it would hold them. */
  readonly environment: Environment;
}

/** Lists whose entries have names of ours; what stands deeper is the operator's own, but for `OURS`. */
const LISTS = ['api_keys', 'virtual_keys', 'configs', 'prompts', 'partials', 'guardrails', 'workspaces', 'alerts'];

/** Members of such entries whose insides have names of ours too. */
const OURS = ['defaults', 'usage_limits', 'rate_limits', 'other_versions', 'models', 'deployments', 'filters'];

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const inSnakeCase = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [snakeCase(name), member]))
    : value;

const entryInSnakeCase = (entry: unknown): unknown => {
  const spelled = inSnakeCase(entry);
  if (typeof spelled !== 'object' || spelled === null || Array.isArray(spelled)) return spelled;
  return Object.fromEntries(
    Object.entries(spelled).map(([name, member]: [string, unknown]) => {
      if (!OURS.includes(name)) return [name, member];
      return [name, Array.isArray(member) ? member.map(inSnakeCase) : inSnakeCase(member)];
    }),
  );
};

/**
 * Reads and checks a config file.
 *
 * @throws SettingsError naming file, path and reason of every fault in it.
 */
export async function readConfigFile(path: string, environment: Environment): Promise<ConfigFile> {
  const { parseText } = await import('./parse.ts');
  const text = readText(path);
  let value: unknown;
  try {
    // JSON is YAML too, and this reader says line and column of what is wrong in both.
    value = parseText(text) ?? {};
  } catch (error) {
    throw new SettingsError(path, (error as Error).message.split('\n')[0]!);
  }
  const { SETTING_NAMES } = await import('./schema.ts');
  const file = await checkEntries(value, path, environment);
  const set = SETTING_NAMES.filter((name) => file[name] !== undefined);
  return {
    ...(file as Entries),
    path,
    environment: Object.fromEntries(set.map((name) => [variableOf(name), String(file[name] as string)])),
  };
}

/** Settles the spelling of what stands in a file, puts its references in and checks it. @throws SettingsError naming path and reason of every fault. */
export async function checkEntries(value: unknown, path: string, environment: Environment): Promise<Readonly<Record<string, unknown>>> {
  const { fileSchema } = await import('./schema.ts');
  const spelled = inSnakeCase(value);
  if (typeof spelled !== 'object' || spelled === null || Array.isArray(spelled))
    throw new SettingsError(path, 'it must be a mapping of names to values');
  const settled = Object.fromEntries(
    Object.entries(spelled).map(([name, member]: [string, unknown]) => [
      name,
      LISTS.includes(name) && Array.isArray(member) ? member.map(entryInSnakeCase) : member,
    ]),
  );
  const result = fileSchema.validate(resolveReferences(settled, environment), { abortEarly: false, convert: false });
  if (result.error) throw new SettingsError(path, result.error.details.map(({ message }) => message).join('; '));
  return result.value as Readonly<Record<string, unknown>>;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError(path, `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
}

const BARE = new Set(['port', 'host', 'trusted_custom_hosts']);

const variableOf = (name: string) => (BARE.has(name) ? name : `sluice_${name}`).toUpperCase();
