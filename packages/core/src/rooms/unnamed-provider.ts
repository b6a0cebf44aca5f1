import { FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import type { House, VirtualKey } from '../house.ts';

interface Candidate {
  readonly provider: ProviderAdapter;
  readonly virtualKey: VirtualKey | undefined;
}

/**
 * Finds the provider of a request that names none: the one that an alias gives the model to, else the only
 * one that this caller can use and whose catalogue has the model.
 *
 * @throws FaultError `invalid_request` listing the candidates, where there is not exactly one.
 */
export function providerForModel(model: string | undefined, caller: Caller, house: House): Candidate & { readonly model: undefined } {
  const candidates = model === undefined ? [] : candidatesFor(model, caller, house);
  const [first, ...others] = candidates;
  // Several keys for one provider are one answer to the question.
  if (first && others.every(({ provider }) => provider === first.provider)) return { ...first, model: undefined };
  const why =
    candidates.length > 1
      ? `${candidates.map(nameOf).join(', ')} all have "${model}"`
      : `there are ${house.providers
          .all()
          .map(({ id }) => id)
          .join(', ')}`;
  throw new FaultError({
    kind: 'invalid_request',
    message: `Either x-portkey-config or x-portkey-provider header is required: ${why}. Name one in x-portkey-provider.`,
    param: 'x-portkey-provider',
    code: 'missing_provider',
  });
}

const nameOf = ({ provider, virtualKey }: Candidate) => (virtualKey ? `@${virtualKey.slug}` : provider.id);

function candidatesFor(model: string, caller: Caller, house: House): Candidate[] {
  const usable = usableBy(caller, house);
  const aliases = house.policy.aliases();
  const byAlias = usable.filter(({ provider }) => Object.hasOwn(aliases[provider.id] ?? {}, model));
  return byAlias.length > 0 ? byAlias : usable.filter(({ provider }) => provider.models.some(({ id }) => id === model));
}

/** With a credential of its own a caller can use any provider; without, those that need none and those it has a stored one for. */
export function usableBy(caller: Caller, { providers, virtualKeys, environment }: House): Candidate[] {
  const all = providers.all();
  if (caller.credential !== undefined) return all.map((provider) => ({ provider, virtualKey: undefined }));
  const free = all.filter(
    (provider) => provider.credential === undefined || (caller.key && environment.settings(provider)[provider.credential] !== undefined),
  );
  const stored = caller.key ? virtualKeys.all() : [];
  return [
    ...free.map((provider) => ({ provider, virtualKey: undefined })),
    ...stored.flatMap((virtualKey) => {
      const provider = providers.find(virtualKey.provider);
      return provider ? [{ provider, virtualKey }] : [];
    }),
  ];
}
