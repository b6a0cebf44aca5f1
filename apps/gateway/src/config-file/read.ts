import { readFileSync } from 'node:fs';
import { SettingsError, type Environment } from '../settings/environment.ts';
import type { ModelEntry } from './model-entry.ts';
import { resolveReferences } from './references.ts';

/** The config file as it stands, its spelling settled and its references put in. */
export interface ConfigFile {
  readonly path: string;
  readonly api_keys?: readonly ApiKeyEntry[];
  readonly virtual_keys?: readonly VirtualKeyEntry[];
  readonly configs?: readonly { readonly slug: string; readonly config: unknown }[];
  readonly prompts?: readonly PromptEntry[];
  readonly models?: Readonly<Record<string, Readonly<Record<string, ModelEntry>>>>;
  readonly aliases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly plugins?: readonly string[];
  readonly providers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values that the environment can hold too, as it would hold them. */
  readonly environment: Environment;
}

export interface ApiKeyEntry {
  readonly name: string;
  readonly key: string;
  readonly scopes?: readonly string[];
  readonly expires_at?: string;
  readonly defaults?: { readonly config?: string; readonly metadata?: Readonly<Record<string, string>> };
}

export interface VirtualKeyEntry {
  readonly slug: string;
  readonly provider: string;
  readonly key?: string;
  readonly keys?: readonly string[];
  readonly custom_host?: string;
  /** A field of the provider. */
  readonly [field: string]: unknown;
}

export interface PromptEntry {
  readonly slug: string;
  readonly string: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly virtual_key?: string;
}

/** Lists whose entries have names of ours; what stands deeper is the operator's own. */
const LISTS = ['api_keys', 'virtual_keys', 'configs', 'prompts'];

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const inSnakeCase = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [snakeCase(name), member]))
    : value;

/**
 * Reads and checks a config file.
 *
 * @throws SettingsError naming file, path and reason of every fault in it.
 */
export async function readConfigFile(path: string, environment: Environment): Promise<ConfigFile> {
  const [{ parseText }, { fileSchema, SETTING_NAMES }] = await Promise.all([import('./parse.ts'), import('./schema.ts')]);
  const text = readText(path);
  let value: unknown;
  try {
    // JSON is YAML too, and this reader says line and column of what is wrong in both.
    value = parseText(text) ?? {};
  } catch (error) {
    throw new SettingsError(path, (error as Error).message.split('\n')[0]!);
  }
  const spelled = inSnakeCase(value);
  if (typeof spelled !== 'object' || spelled === null || Array.isArray(spelled))
    throw new SettingsError(path, 'it must be a mapping of names to values');
  const settled = Object.fromEntries(
    Object.entries(spelled).map(([name, member]: [string, unknown]) => [
      name,
      LISTS.includes(name) && Array.isArray(member) ? member.map(inSnakeCase) : member,
    ]),
  );
  const result = fileSchema.validate(resolveReferences(settled, environment), { abortEarly: false, convert: false });
  if (result.error) throw new SettingsError(path, result.error.details.map(({ message }) => message).join('; '));
  const file = result.value as Record<string, unknown>;
  const set = SETTING_NAMES.filter((name) => file[name] !== undefined);
  return {
    ...file,
    path,
    environment: Object.fromEntries(set.map((name) => [variableOf(name), String(file[name] as string)])),
  };
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
