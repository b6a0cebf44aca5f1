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

/** A provider package and the adapters in it. */
export interface ShippedPackage {
  readonly name: string;
  readonly adapters: readonly ProviderAdapter[];
}

/** Every provider package that this repository ships, from its sources. */
export const shippedPackages = (): Promise<readonly ShippedPackage[]> => loaded(providerPackages);

/** The adapters of some of them: `groq` for those of `@sluice/provider-groq`. */
export async function adaptersOf(...names: readonly string[]): Promise<readonly ProviderAdapter[]> {
  return (await loaded(names.map((name) => `@sluice/provider-${name}`))).flatMap(({ adapters }) => adapters);
}

async function loaded(names: readonly string[]): Promise<readonly ShippedPackage[]> {
  const packages: ShippedPackage[] = [];
  for (const name of names) {
    // One after the other: Jest's loader of modules cannot link two that share a third at once.
    const { default: given } = (await import(name)) as { readonly default: ProviderAdapter | readonly ProviderAdapter[] };
    packages.push({ name, adapters: Array.isArray(given) ? (given as readonly ProviderAdapter[]) : [given as ProviderAdapter] });
  }
  return packages;
}

export const shippedAdapters = async (): Promise<readonly ProviderAdapter[]> =>
  (await shippedPackages()).flatMap(({ adapters }) => adapters);
