import { createExplainer, createGateway, RoutingState, type House, type ReplyCache } from '@sluice/core';
import type { LogStore } from '@sluice/store/logs';
import type { Prices } from '../cost/price-of.ts';
import type { PriceRecord } from '../log/price-record.ts';
import type { SendMeans } from '../replay/send-again.ts';
import { ShadowSpending } from './shadow-spending.ts';
import { Shadows, type ShadowMeans } from './shadows.ts';

export interface OpenShadowsMeans extends Pick<SendMeans, 'keepsBodies' | 'onBug'>, Pick<ShadowMeans, 'isKept' | 'take'> {
  readonly house: House;
  readonly prices: Prices;
  readonly price: PriceRecord;
  readonly logStore: () => Promise<LogStore>;
}

/** What a copy is answered must be its target's own, and nobody is to be given it again. */
const NO_CACHE: ReplyCache = { get: () => undefined, set() {}, delete() {} };

/** Puts together what copies requests. What copies learn of who is slow or down stays among copies: it must not turn a caller's request elsewhere. */
export function openShadows({ house, logStore, ...means }: OpenShadowsMeans): Shadows {
  const apart: House = { ...house, routing: new RoutingState(house.pace.now), cache: NO_CACHE };
  return new Shadows({
    ...means,
    house: apart,
    gateway: createGateway(apart),
    explain: createExplainer(apart),
    spending: new ShadowSpending({ store: logStore, now: Date.now }),
  });
}
