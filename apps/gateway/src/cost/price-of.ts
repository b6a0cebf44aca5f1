import type { House, Spending, VirtualKey } from '@sluice/core';
import type { PricingConfig } from '@sluice/contract';
import type { ProviderAdapter, UnitPrice } from '@sluice/provider-sdk';
import { unitPriceOf } from '../models/portkey-price.ts';
import type { Contents } from '../stored/contents.ts';

interface Sources {
  /** What the store holds. */
  readonly contents: () => Pick<Contents, 'providers' | 'integrations'>;
  readonly models: Pick<House['models'], 'find'>;
}

/** What a model costs by the virtual key that it is called with: as its integration says, else as everybody's; undefined where nobody knows. */
export function priceOf(
  { virtualKey, provider, model }: Pick<Spending, 'virtualKey' | 'provider' | 'model'>,
  { contents, models }: Sources,
): UnitPrice | undefined {
  if (model === undefined) return undefined;
  const { providers, integrations } = contents();
  const integrationId = virtualKey && providers.get(virtualKey.id)?.integrationId;
  const own = integrationId === undefined ? undefined : integrations.get(integrationId)?.prices.get(model);
  if (own !== undefined) return unitPriceOf(own as PricingConfig);
  const find = (name: string) => models.find(provider, name);
  const known = find(model);
  const base = virtualKey?.models.get(model)?.baseModel;
  const madeOf = FINE_TUNED.exec(model)?.[1];
  return (
    known?.price ??
    known?.unitPrice ??
    (madeOf === undefined ? undefined : find(madeOf)?.fineTuned) ??
    (base === undefined ? undefined : (find(base)?.price ?? find(base)?.unitPrice)) ??
    // What answers in this process has nobody to pay.
    (provider.answer ? FREE : undefined)
  );
}

/** The name of a model that its owner has made of another: `ft:gpt-4.1-2025-04-14:acme::Bd3fk`. */
const FINE_TUNED = /^ft:([^:]+):/;

const FREE: UnitPrice = {
  input: 0,
  output: 0,
  audioInput: 0,
  audioOutput: 0,
  perImage: 0,
  perPage: 0,
  perQuery: 0,
  perSearch: 0,
  perAudioSecond: 0,
  perMillionCharacters: 0,
};

/** What a call is priced by, as a record has it. */
export interface PriceQuestion {
  /** Its slug. */
  readonly provider: string | undefined;
  readonly model: string | undefined;
  /** Its slug. */
  readonly virtualKey: string | undefined;
}

/** Says what a model costs today; undefined where nobody knows. */
export type Prices = (question: PriceQuestion) => UnitPrice | undefined;

export interface PricesMeans extends Sources {
  readonly providers: (slug: string) => ProviderAdapter | undefined;
  readonly virtualKey: (slug: string) => VirtualKey | undefined;
}

/** Prices by the names that a record has, from catalogues, the operator's own entries and integrations. */
export function openPrices(means: PricesMeans): Prices {
  return ({ provider: slug, model, virtualKey }) => {
    const provider = slug === undefined ? undefined : means.providers(slug);
    const key = virtualKey === undefined ? undefined : means.virtualKey(virtualKey);
    return provider && priceOf({ provider, model, virtualKey: key }, means);
  };
}
