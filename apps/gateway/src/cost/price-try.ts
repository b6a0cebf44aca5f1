import type { UnitPrice } from '@sluice/provider-sdk';
import type { Used } from '@sluice/store/logs';
import { costOf } from './cost-of.ts';
import { priceBatch } from './price-batch.ts';
import type { Prices } from './price-of.ts';
import type { TriedCall } from './tried-call.ts';
import { usedBy } from './used-by.ts';

/** What one try has used, and what that costs. */
export interface Priced {
  readonly used: Used | undefined;
  /** US dollars; undefined where nobody knows, which is not nothing. */
  readonly cost: number | undefined;
}

/** Works out what one exchange with a provider has used and costs, by today's prices. Not for the way of a request: it parses. */
export function priceTry(tried: TriedCall, prices: Prices): Priced {
  const { asked, answered, provider, virtualKey } = tried;
  if (answered?.batch) return priceBatch(answered.batch, (model) => prices({ provider, virtualKey, model }));
  const price = prices({ provider, virtualKey, model: tried.model ?? asked?.model ?? answered?.model });
  const used = usedBy(tried);
  if (!used) return { used, cost: usedNothing(tried) || (price && isFree(price)) ? 0 : undefined };
  const tier = tierOf(tried, price);
  const served: Used = tier === undefined ? used : { ...used, tier };
  return { used: served, cost: price && costOf(price, served) };
}

type Tier = 'flex' | 'priority' | 'batch';

const isTier = (word: unknown): word is Tier => word === 'flex' || word === 'priority' || word === 'batch';

/** As the answer says. One that says nothing was served as it was asked for, if there is such a thing for this model. */
function tierOf({ usage, asked, answered }: TriedCall, price: UnitPrice | undefined): Tier | undefined {
  const told = (usage as { readonly service_tier?: unknown } | null | undefined)?.service_tier ?? answered?.tier;
  if (typeof told === 'string') return isTier(told) ? told : undefined;
  const wished = asked?.tier;
  return isTier(wished) && price?.[wished] ? wished : undefined;
}

/** A refusal is free, and so is to look something up. */
const usedNothing = ({ status, method, operation }: TriedCall): boolean =>
  status === undefined || status >= 400 || FREE_METHODS.has(method) || operation === 'countTokens';

const FREE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE']);

const isFree = (price: UnitPrice): boolean => Object.values(price).every((value) => value === 0);
