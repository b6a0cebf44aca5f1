import type { Caller } from './caller.ts';
import type { House } from './house.ts';
import { usableBy } from './rooms/unnamed-provider.ts';

/** The models that a caller can use, as its own list: `GET /v1/models` where no provider is named. Wire spec §22. */
export function catalogueFor(caller: Caller, house: House) {
  const data = usableBy(caller, house).flatMap(({ provider, virtualKey }) =>
    provider.models
      .filter(({ retired }) => !retired)
      .map(({ id }) => ({
        id: virtualKey ? `@${virtualKey.slug}/${id}` : id,
        object: 'model',
        created: 0,
        owned_by: provider.id,
        slug: id,
        canonical_slug: `${provider.id}/${id}`,
      })),
  );
  return { object: 'list', total: data.length, data };
}
