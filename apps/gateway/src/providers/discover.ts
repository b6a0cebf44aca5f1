import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PREFIX = 'provider-';

/**
 * The provider packages of the repository that this gateway runs from, by their folders. Installed as a
 * package of its own it stands in no repository, and there are none.
 */
export function shippedProviders(from = fileURLToPath(import.meta.url)): string[] {
  const packages = findPackages(dirname(from));
  if (packages === undefined) return [];
  return readdirSync(packages)
    .filter((name) => name.startsWith(PREFIX))
    .toSorted()
    .map((name) => join(packages, name))
    .filter(isProvider);
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
