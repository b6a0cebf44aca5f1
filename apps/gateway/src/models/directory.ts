import type { House } from '@sluice/core';
import type { Model, ProviderAdapter } from '@sluice/provider-sdk';
import type { Plugins } from '../plugins/load.ts';
import { supportedBy } from './supported-by.ts';

/** What an operator says of models, by provider and model: over what the provider's own catalogue says. */
export type ModelEntries = Readonly<Record<string, Readonly<Record<string, Omit<Model, 'id'>>>>>;

/** Models by provider and name, looked up and never searched. */
export function modelDirectory(
  { providers, capabilities }: Pick<Plugins, 'providers' | 'capabilities'>,
  entries: () => ModelEntries,
): House['models'] {
  const catalogues = new Map(providers.map((provider) => [provider.id, new Map(provider.models.map((model) => [model.id, model]))]));
  const tested = new Map(Object.entries(capabilities).map(([slug, surfaces]) => [slug, supportedBy(surfaces)] as const));
  const inCatalogue = (provider: ProviderAdapter, id: string): Model | undefined => {
    const known = catalogues.get(provider.id)?.get(id);
    const supports = tested.get(provider.id);
    // What a catalogue says of a model is more than what was found out with one of them.
    return supports === undefined || known?.supports ? known : { ...known, id, supports };
  };
  const find = (provider: ProviderAdapter, id: string): Model | undefined => {
    const known = inCatalogue(provider, id);
    const said = entries()[provider.id];
    if (!said || !Object.hasOwn(said, id)) return known;
    return { ...withoutPrice(known, said[id]!), ...said[id], id };
  };
  return {
    find,
    all(provider) {
      const said = entries()[provider.id];
      if (!said) return provider.models;
      const ids = new Set([...provider.models.map(({ id }) => id), ...Object.keys(said)]);
      return [...ids].map((id) => find(provider, id)!);
    },
  };
}

/** A price that an operator names stands for all that the catalogue says of it: half of one and half of the other is nobody's. */
function withoutPrice(known: Model | undefined, { price, unitPrice }: Omit<Model, 'id'>): Partial<Model> {
  if (price === undefined && unitPrice === undefined) return known ?? {};
  const { price: _price, unitPrice: _unitPrice, ...rest } = known ?? {};
  return rest;
}
