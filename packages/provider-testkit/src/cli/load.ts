import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SPEC, type ProviderAdapter } from '@sluice/provider-sdk';
import { checkFlaw, type Check } from '@sluice/provider-sdk/check';
import { strategyFlaw, type Strategy } from '@sluice/provider-sdk/strategy';
import { packageEntry, type EntryManifest } from './package-entry.ts';

/** A package that was loaded: where it lies, and what its default export has in it. */
export interface LoadedPackage {
  readonly folder: string;
  /** The file of the capability manifest, as package.json names it. */
  readonly manifestFile: string;
  readonly providers: readonly ProviderAdapter[];
  readonly strategies: readonly Strategy[];
  readonly checks: readonly Check[];
}

/**
 * Loads a package by its folder, or by a module in it, as a gateway does.
 *
 * @throws Error with a sentence for what cannot be loaded.
 */
export async function loadPackage(name: string, cwd: string): Promise<LoadedPackage> {
  const path = resolve(cwd, name);
  if (!existsSync(path)) throw new Error(`there is nothing at ${path}: name a package's folder, or a module`);
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : packageOf(dirname(path));
  const manifest = manifestIn(folder);
  const file = isFolder ? join(path, packageEntry(manifest)) : path;
  if (!existsSync(file)) throw new Error(`${file} is not there: build the package first`);
  const given = await defaultExportOf(file);
  const all = (Array.isArray(given) ? (given as readonly unknown[]) : [given]).map((each) => sortOf(each, name));
  return {
    folder,
    manifestFile: join(folder, manifest.sluice?.capabilities ?? 'capabilities.json'),
    providers: all.flatMap((each) => (each.sort === 'provider' ? [each.value] : [])),
    strategies: all.flatMap((each) => (each.sort === 'strategy' ? [each.value] : [])),
    checks: all.flatMap((each) => (each.sort === 'check' ? [each.value] : [])),
  };
}

async function defaultExportOf(file: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(file).href)) as { readonly default?: unknown }).default;
  } catch (error) {
    throw new Error(`${file} cannot be loaded (${error instanceof Error ? error.message : String(error)})`, { cause: error });
  }
}

/** What a package built before these members were there does not say. */
const OLDER: Partial<ProviderAdapter> = { otherCredentials: [], differences: [] };

type Sorted =
  | { readonly sort: 'provider'; readonly value: ProviderAdapter }
  | { readonly sort: 'strategy'; readonly value: Strategy }
  | { readonly sort: 'check'; readonly value: Check };

function sortOf(given: unknown, name: string): Sorted {
  const { sort, operations, spec, id } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (sort === 'strategy') return { sort, value: sound(given as Strategy, strategyFlaw(given), name) };
  if (sort === 'check') return { sort, value: sound(given as Check, checkFlaw(given), name) };
  if (typeof operations !== 'object' || operations === null)
    throw new Error(
      `"${name}" does not default-export a provider, a strategy or a check; wrap it in defineProvider(), defineStrategy() or defineCheck()`,
    );
  if (spec !== SPEC) throw new Error(`"${name}" was written for provider spec ${String(spec)}; this kit speaks ${SPEC}`);
  if (typeof id !== 'string') throw new Error(`"${name}" has the id ${String(id)}; an id is lower-case letters and digits with dashes`);
  return { sort: 'provider', value: { ...OLDER, ...(given as ProviderAdapter) } };
}

function sound<Value>(value: Value, flaw: string | undefined, name: string): Value {
  if (flaw !== undefined) throw new Error(`"${name}" ${flaw}`);
  return value;
}

interface PackageManifest extends EntryManifest {
  readonly sluice?: { readonly capabilities?: string };
}

function manifestIn(folder: string): PackageManifest {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageManifest) : {};
}

/** The folder of the package that a module is in; its own where it is in none. */
function packageOf(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
