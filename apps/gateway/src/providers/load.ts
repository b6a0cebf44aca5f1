import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { SPEC, type ProviderAdapter } from '@sluice/provider-sdk';
import { SettingsError } from '../settings/environment.ts';

/** A package to load and who asked for it. */
export interface ProviderSource {
  /** A package name, or a path to a package's folder or to a module. */
  readonly name: string;
  /** The setting or file that names it, for messages. */
  readonly namedIn: string;
  /** The folder that names and relative paths are seen from. */
  readonly from: string;
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Loads provider packages, each with a handshake: what is wrong with one is said in a sentence and nothing starts.
 *
 * @throws SettingsError
 */
export async function loadProviders(sources: readonly ProviderSource[]): Promise<readonly ProviderAdapter[]> {
  const loaded = (await Promise.all(sources.map(async (source) => (await load(source)).map((adapter) => ({ source, adapter }))))).flat();
  const owners = new Map<string, string>();
  for (const { source, adapter } of loaded) {
    for (const slug of [adapter.id, ...adapter.aliases]) {
      const owner = owners.get(slug);
      if (owner !== undefined) throw new SettingsError(source.namedIn, `${source.name} and ${owner} both provide "${slug}"`);
      owners.set(slug, source.name);
    }
  }
  return loaded.map(({ adapter }) => adapter);
}

async function load({ name, namedIn, from }: ProviderSource): Promise<readonly ProviderAdapter[]> {
  const file = locate(name, from);
  if (file === undefined) throw new SettingsError(namedIn, `"${name}" is not installed, as seen from ${from}`);
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(file).href)) as typeof module;
  } catch (error) {
    throw new SettingsError(namedIn, `"${name}" cannot be loaded (${(error as Error).message})`);
  }
  // A package of several providers, kept together because they are much alike, exports a list.
  const adapters = Array.isArray(module.default) ? (module.default as readonly unknown[]) : [module.default];
  return adapters.map((adapter) => shakeHands(adapter, name, namedIn));
}

function shakeHands(given: unknown, name: string, namedIn: string): ProviderAdapter {
  const adapter = given as Partial<ProviderAdapter> | null | undefined;
  if (typeof adapter !== 'object' || adapter === null || !adapter.operations) {
    throw new SettingsError(namedIn, `"${name}" does not default-export a provider; wrap it in defineProvider()`);
  }
  if (adapter.spec !== SPEC)
    throw new SettingsError(namedIn, `"${name}" was written for provider spec ${String(adapter.spec)}; this gateway speaks ${SPEC}`);
  if (typeof adapter.id !== 'string' || !SLUG.test(adapter.id)) {
    throw new SettingsError(namedIn, `"${name}" has the id "${String(adapter.id)}"; an id is lower-case letters and digits with dashes`);
  }
  // What a package built before these members were there does not say.
  return { otherCredentials: [], differences: [], borrowsIdentity: () => false, notServed: undefined, ...adapter } as ProviderAdapter;
}

/** The module that a name means: a file, a folder's entry, or an installed package's. */
function locate(name: string, from: string): string | undefined {
  if (name.startsWith('.') || isAbsolute(name)) {
    const path = resolve(from, name);
    if (!existsSync(path)) return undefined;
    return statSync(path).isDirectory() ? entryOf(path) : path;
  }
  try {
    return createRequire(join(from, 'package.json')).resolve(name);
  } catch {
    // Not installed there; the caller says so.
    return undefined;
  }
}

interface Manifest {
  readonly main?: string;
  readonly exports?: string | Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

function entryOf(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return existsSync(join(folder, 'index.js')) ? join(folder, 'index.js') : undefined;
  const { exports, main } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const root = typeof exports === 'object' ? exports['.'] : exports;
  const entry = typeof root === 'object' ? (root['default'] ?? root['import']) : root;
  return join(folder, entry ?? main ?? 'index.js');
}
