import type { CatalogueProvider } from '@sluice/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useAsk } from '../../api/queries.ts';
import type { Reply } from '../../api/ask.ts';

/** It changes with the gateway's start and not before. */
const GOOD_FOR_MS = 10 * 60_000;

/** Every provider that this gateway has loaded. */
export const useCatalogue = (): UseQueryResult<Reply<'GET /v1/admin/catalogue'>> =>
  useAsk('GET /v1/admin/catalogue', {}, { freshFor: GOOD_FOR_MS });

/** Those that can be called, by their names. */
export const servedOf = (catalogue: readonly CatalogueProvider[]): readonly CatalogueProvider[] =>
  catalogue.filter(({ not_served: why }) => why === null).toSorted((one, other) => one.name.localeCompare(other.name, 'en'));

/** What a provider is called; its slug where it is not loaded any more. */
export function useProviderName(): (slug: string) => string {
  const { data } = useCatalogue();
  return (slug) => data?.data.find((each) => each.slug === slug || each.aliases.includes(slug))?.name ?? slug;
}
