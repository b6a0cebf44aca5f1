import type { Caller } from './caller.ts';
import type { House } from './house.ts';
import { isModelAllowed } from './rooms/allowed.ts';
import { usableBy } from './rooms/unnamed-provider.ts';

interface Listed {
  readonly id: string;
  readonly object: 'model';
  readonly created: 0;
  readonly owned_by: string;
  readonly slug: string;
  readonly canonical_slug: string;
  readonly ai_service: string;
}

/** What of a list is wanted: `ai_service`, `provider`, `limit`, `offset`, `sort` (`name`, `provider`, `ai_service`) and `order`. Wire spec §22. */
export type CatalogueQuery = Readonly<Record<string, string | undefined>>;

/**
 * The models that a caller can use, as its own list: `GET /v1/models` where no provider is named. Each id is
 * one that a request can name as it stands.
 */
export function catalogueFor(caller: Caller, house: House, query: CatalogueQuery = {}) {
  const all = listed(caller, house).filter(isWanted(query)).toSorted(inOrder(query));
  const offset = count(query['offset']) ?? 0;
  const data = all.slice(offset, offset + (count(query['limit']) ?? all.length));
  return { object: 'list', total: all.length, data };
}

/** The entries that a name means: one id, or all that provide a model of that name. */
export const inCatalogue = (caller: Caller, house: House, name: string): readonly Listed[] =>
  listed(caller, house).filter(({ id, slug, canonical_slug: canonical }) => id === name || slug === name || canonical === name);

function listed(caller: Caller, house: House): readonly Listed[] {
  const today = new Date(house.pace.now()).toISOString().slice(0, 10);
  const usable = usableBy(caller, house).flatMap(({ provider, virtualKey }) => {
    const living = house.models.all(provider).filter(({ retired, retires }) => !retired && (retires === undefined || retires >= today));
    const ids = new Set([...living.map(({ id }) => id), ...(virtualKey?.models.keys() ?? [])]);
    return [...ids].filter((id) => isModelAllowed(caller.key, { virtualKey }, id)).map((id) => ({ provider, slug: virtualKey?.slug, id }));
  });
  const plain = new Map<string, number>();
  for (const { slug, id } of usable) if (slug === undefined) plain.set(id, (plain.get(id) ?? 0) + 1);
  return usable.map(({ provider, slug, id }) => {
    // A name that several providers have says nobody's.
    const owner = slug ?? (plain.get(id)! > 1 ? provider.id : undefined);
    return {
      id: owner === undefined ? id : `@${owner}/${id}`,
      object: 'model',
      created: 0,
      owned_by: provider.id,
      slug: id,
      canonical_slug: `${provider.id}/${id}`,
      ai_service: provider.id,
    };
  });
}

const isWanted =
  ({ provider, ai_service: service }: CatalogueQuery) =>
  (model: Listed): boolean =>
    (service === undefined || model.ai_service === service) &&
    (provider === undefined || model.ai_service === provider.replace(/^@/, '') || model.id.startsWith(`@${provider.replace(/^@/, '')}/`));

function inOrder({ sort, order }: CatalogueQuery): (left: Listed, right: Listed) => number {
  if (sort === undefined) return () => 0;
  const member = sort === 'name' ? 'slug' : 'ai_service';
  const sign = order === 'desc' ? -1 : 1;
  return (left, right) => sign * left[member].localeCompare(right[member]);
}

/** A whole number of the query's; anything else says nothing. */
const count = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
