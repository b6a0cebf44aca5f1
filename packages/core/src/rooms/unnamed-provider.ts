import { FaultError, isFaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import { isProviderAllowed } from './allowed.ts';
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
  const having = usable.filter(
    ({ provider, virtualKey }) => provider.models.some(({ id }) => id === model) || virtualKey?.models.has(model),
  );
  return (byAlias.length > 0 ? byAlias : having).filter(({ virtualKey }) => virtualKey?.allowedModels?.has(model) !== false);
}

/** With a credential of its own a caller can use any provider that its key allows; without, those that need none and those it has a stored one for. */
export function usableBy(caller: Caller, house: House): Candidate[] {
  const { providers, virtualKeys, environment, pace } = house;
  const settingsOf = (provider: ProviderAdapter) => (caller.key ? environment.settings(provider) : {});
  const free = providers.all().filter((provider) => {
    const settings = settingsOf(provider);
    if (provider.notServed !== undefined || !(environment.baseURL(provider) !== undefined || isPlaced(provider, settings))) return false;
    return provider.credential === undefined || caller.credential !== undefined || isSupplied(provider, settings);
  });
  const now = pace.now();
  const stored =
    caller.credential === undefined ? virtualKeys.all(caller).filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now) : [];
  const all = [
    ...free.map((provider) => ({ provider, virtualKey: undefined })),
    ...stored.flatMap((virtualKey) => {
      const provider = providers.find(virtualKey.provider);
      return provider ? [{ provider, virtualKey }] : [];
    }),
  ];
  return all.filter((candidate) => isProviderAllowed(caller.key, candidate, house));
}

/** Whether the settings say where a provider is: without its account or region it cannot be called, whatever its credential. */
function isPlaced({ fields, baseURL }: ProviderAdapter, settings: Readonly<Record<string, string>>): boolean {
  if (Object.entries(fields).some(([name, { type, required }]) => type === 'text' && required && settings[name] === undefined))
    return false;
  try {
    return baseURL(settings) !== undefined;
  } catch (error) {
    if (isFaultError(error)) return false;
    throw error;
  }
}

/** Whether the settings hold all that a provider wants of a credential. */
export const isSupplied = ({ credential, otherCredentials }: ProviderAdapter, settings: Readonly<Record<string, string>>): boolean =>
  (credential !== undefined && settings[credential] !== undefined) ||
  otherCredentials.some((group) => group.every((name) => settings[name] !== undefined));
