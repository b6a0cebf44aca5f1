import type { ProviderDirectory } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';

/** Loaded providers, found by slug or by any other slug that means them. */
export function providerDirectory(providers: readonly ProviderAdapter[]): ProviderDirectory {
  const bySlug = new Map(providers.flatMap((provider) => [provider.id, ...provider.aliases].map((slug) => [slug, provider] as const)));
  return { find: (slug) => bySlug.get(slug), all: () => providers };
}
