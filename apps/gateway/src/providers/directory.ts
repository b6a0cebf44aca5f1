import type { ProviderDirectory } from '@sluice/core';
import { defineProvider, type ProviderAdapter } from '@sluice/provider-sdk';
import type { FailedPlugin, Plugins } from '../plugins/load.ts';

/**
 * Loaded providers, found by slug or by any other slug that means them. Where a plugin could not be loaded, nobody knows which
 * slugs were to be its own: a slug that nobody has may be one of them, and whoever asks for it is told so.
 */
export function providerDirectory({ providers, failed }: Pick<Plugins, 'providers' | 'failed'>): ProviderDirectory {
  const bySlug = new Map(providers.flatMap((provider) => [provider.id, ...provider.aliases].map((slug) => [slug, provider] as const)));
  const find = (slug: string) => bySlug.get(slug) ?? (failed.length > 0 ? missing(slug, failed) : undefined);
  return { find, all: () => providers };
}

function missing(slug: string, failed: readonly FailedPlugin[]): ProviderAdapter {
  const reasons = failed.map(({ name, reason }) => `the plugin "${name}" could not be loaded (${reason})`);
  return defineProvider({
    id: slug,
    name: slug,
    fields: {},
    operations: {},
    notServed: `no loaded provider has this slug, and ${reasons.join('; ')}`,
  });
}
