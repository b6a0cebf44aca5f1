import type { ProviderAdapter } from '@sluice/provider-sdk';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '../../../../packages');

interface Manifest {
  readonly name: string;
  readonly sluice?: { readonly provider?: boolean };
}

/** The names of all provider packages of this repository. */
export const providerPackages: readonly string[] = readdirSync(PACKAGES)
  .filter((folder) => folder.startsWith('provider-'))
  .map((folder) => JSON.parse(readFileSync(join(PACKAGES, folder, 'package.json'), 'utf8')) as Manifest)
  .filter(({ sluice }) => sluice?.provider !== false)
  .map(({ name }) => name);

/** Every adapter that this repository ships, from its sources. */
export async function shippedAdapters(): Promise<readonly ProviderAdapter[]> {
  const adapters: ProviderAdapter[] = [];
  for (const name of providerPackages) {
    // One after the other: Jest's loader of modules cannot link two that share a third at once.
    const { default: given } = (await import(name)) as { readonly default: ProviderAdapter | readonly ProviderAdapter[] };
    adapters.push(...(Array.isArray(given) ? (given as readonly ProviderAdapter[]) : [given as ProviderAdapter]));
  }
  return adapters;
}
