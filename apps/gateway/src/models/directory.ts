import type { House } from '@sluice/core';
import type { Model, ProviderAdapter } from '@sluice/provider-sdk';

/** What an operator says of models, by provider and model: over what the provider's own catalogue says. */
export type ModelEntries = Readonly<Record<string, Readonly<Record<string, Omit<Model, 'id'>>>>>;

/** Models by provider and name, looked up and never searched. */
export function modelDirectory(providers: readonly ProviderAdapter[], entries: () => ModelEntries): House['models'] {
  const catalogues = new Map(providers.map((provider) => [provider.id, new Map(provider.models.map((model) => [model.id, model]))]));
  return {
    find(provider, id) {
      const known = catalogues.get(provider.id)?.get(id);
      const said = entries()[provider.id];
      if (!said || !Object.hasOwn(said, id)) return known;
      return { ...known, ...said[id], id };
    },
  };
}
