import type { House, Spending } from '@sluice/core';
import type { PricingConfig } from '@sluice/contract';
import type { UnitPrice } from '@sluice/provider-sdk';
import { unitPriceOf } from '../models/portkey-price.ts';
import type { Contents } from '../stored/contents.ts';

/** What a model costs by the virtual key that it is called with: as its integration says, else as everybody's; undefined where nobody knows. */
export function priceOf(
  { virtualKey, provider, model }: Spending,
  { providers, integrations }: Pick<Contents, 'providers' | 'integrations'>,
  models: Pick<House['models'], 'find'>,
): UnitPrice | undefined {
  if (model === undefined) return undefined;
  const integrationId = virtualKey && providers.get(virtualKey.id)?.integrationId;
  const own = integrationId === undefined ? undefined : integrations.get(integrationId)?.prices.get(model);
  if (own !== undefined) return unitPriceOf(own as PricingConfig);
  const known = models.find(provider, model);
  const base = virtualKey?.models.get(model)?.baseModel;
  return known?.price ?? known?.unitPrice ?? (base === undefined ? undefined : everybodys(models.find(provider, base)));
}

const everybodys = (model: ReturnType<House['models']['find']>): UnitPrice | undefined => model?.price ?? model?.unitPrice;
