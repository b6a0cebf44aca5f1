import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PREFIX = 'provider-';

/**
 * The providers that come with this gateway: those that were bundled with it, and those of the repository that it runs
 * from, by their folders, where they have been put there since. Installed as a package of its own it has the first alone.
 */
export function shippedProviders(from = fileURLToPath(import.meta.url)): string[] {
  const bundled = bundledProviders(dirname(from));
  return [...foldersOf(from).filter((folder) => !bundled.has(basename(folder))), ...bundled.values()].toSorted();
}

function foldersOf(from: string): readonly string[] {
  const packages = findPackages(dirname(from));
  if (packages === undefined) return [];
  return readdirSync(packages)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(packages, name))
    .filter(isProvider);
}

/** By the names of their packages' folders. */
function bundledProviders(dist: string): ReadonlyMap<string, string> {
  const folder = join(dist, 'providers');
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((name) => name.startsWith(PREFIX) && name.endsWith('.js'));
  return new Map(files.map((name) => [name.slice(0, -'.js'.length), join(folder, name)]));
}

/** A package beside the providers that is not one, like the contract itself, says so: `"sluice": { "provider": false }`. */
function isProvider(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const { sluice } = JSON.parse(readFileSync(manifest, 'utf8')) as { sluice?: { provider?: boolean } };
  return sluice?.provider !== false;
}

/** The `packages` folder beside the `apps` folder that we are in; the contract is in it, or it is somebody else's. */
function findPackages(from: string): string | undefined {
  for (let folder = from; dirname(folder) !== folder; folder = dirname(folder)) {
    const packages = join(folder, 'packages');
    if (existsSync(join(packages, 'provider-sdk', 'package.json')) && existsSync(join(folder, 'turbo.json'))) return packages;
  }
  return undefined;
}
