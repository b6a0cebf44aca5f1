import { readCapabilityManifest, type CapabilityManifest } from '@sluice/provider-sdk';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Located } from './locate.ts';

/**
 * What the test kit found of these providers, from the file that their package names; nothing where it names none.
 *
 * @throws Error with a sentence for a file that is missing, unreadable, or speaks of somebody else's providers.
 */
export function readCapabilities({ manifest }: Located, slugs: readonly string[]): CapabilityManifest['providers'] {
  if (manifest === undefined) return {};
  const { sluice } = parsed(readFileSync(manifest, 'utf8'), 'its package.json') as {
    readonly sluice?: { readonly capabilities?: unknown };
  };
  const named = sluice?.capabilities;
  if (typeof named !== 'string') return {};
  const file = join(dirname(manifest), named);
  if (!existsSync(file)) throw new Error(`its package.json names the capability manifest ${named}, which is not there`);
  const { providers } = readCapabilityManifest(parsed(readFileSync(file, 'utf8'), `its capability manifest ${named}`));
  const stranger = Object.keys(providers).find((slug) => !slugs.includes(slug));
  if (stranger !== undefined)
    throw new Error(`its capability manifest ${named} speaks of "${stranger}", which this package does not provide`);
  return providers;
}

function parsed(text: string, named: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${named} is not JSON (${(error as Error).message})`, { cause: error });
  }
}
