import type { AdminMeans } from '../../means.ts';
import type { View } from '../../resource.ts';
import { providerNamed } from '../credentials/provider-named.ts';

/** A model of a provider, and the name under which something is kept of it. */
export interface ProviderModel {
  /** `provider/model` */
  readonly id: string;
  /** The provider's slug. */
  readonly provider: string;
  readonly model: string;
}

/** @throws FaultError `invalid_request` for a provider that is not served. */
export function providerModel(named: string, model: string, means: Pick<AdminMeans, 'findProvider'>): ProviderModel {
  const { id: provider } = providerNamed(named, 'provider', means);
  return { id: `${provider}/${model}`, provider, model };
}

/** The id that somebody means by a key of an address: its provider may be named by an alias; a model may have slashes of its own. */
export function modelKey(key: string, { findProvider }: Pick<AdminMeans, 'findProvider'>): string {
  const slash = key.indexOf('/');
  if (slash === -1) return key;
  const named = key.slice(0, slash);
  return `${findProvider(named)?.id ?? named}${key.slice(slash)}`;
}

/** What the config file says, by the same ids: the file may name a provider by an alias. */
export const declaredModels = (declared: ReadonlyMap<string, View>, means: Pick<AdminMeans, 'findProvider'>): ReadonlyMap<string, View> =>
  new Map(
    [...declared].map(([key, { status: _status, ...view }]) => {
      const id = modelKey(key, means);
      return [id, { ...view, id, provider: id.slice(0, id.indexOf('/')) }];
    }),
  );
