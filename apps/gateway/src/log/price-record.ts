import type { Account } from '@sluice/core';
import type { Used } from '@sluice/store/logs';
import { priceTry, type Priced } from '../cost/price-try.ts';
import type { Prices } from '../cost/price-of.ts';
import { readAnswered } from '../cost/read-answered.ts';
import { readAsked, type Asked } from '../cost/read-asked.ts';
import { sumCosts } from '../cost/sum-costs.ts';
import { sumUsed } from '../cost/sum-used.ts';
import { answeredBy, partsOf, type PricedTry } from './logged-tries.ts';
import type { RecordedBody } from './recorded-body.ts';
import type { RequestRecord } from './request-record.ts';

/** What a request has used and cost, in US dollars, with the same of each of its tries. */
export interface PricedRecord {
  readonly tries: readonly PricedTry[];
  readonly used: Used | undefined;
  readonly cost: number | undefined;
  /** What an answer of the cache would have cost. */
  readonly saved: number | undefined;
}

export type PriceRecord = (record: RequestRecord, account: Account) => PricedRecord;

/** Prices records by what prices are at that moment. */
export const recordPricer =
  (prices: Prices): PriceRecord =>
  (record, { tries }) => {
    const { method, path, operation, bodies, provider, model } = record;
    const asked = record.asked ?? askedOf(record);
    const answered = readAnswered({
      method,
      path,
      operation,
      body: bytesOf(bodies?.response),
      whole: bodies?.response !== undefined && bodies.response.kept === bodies.response.length,
    });
    const answering = answeredBy(tries);
    const priced = tries.map((tried): Priced => {
      const { provider: asker, model: sent, virtualKey, status, usage, estimatedInput, outputBytes } = tried;
      const own = tried === answering ? answered : undefined;
      // Named one by one: a spread of so many members takes ten times as long as the rest of this.
      return priceTry(
        {
          provider: asker,
          model: sent,
          virtualKey,
          method,
          path,
          operation,
          status,
          usage,
          estimatedInput,
          outputBytes,
          asked,
          answered: own,
        },
        prices,
      );
    });
    const isHit = tries.length === 0 && provider !== undefined && (record.cache === 'HIT' || record.cache === 'SEMANTIC HIT');
    const kept = isHit
      ? priceTry(
          {
            provider,
            model,
            virtualKey: record.virtualKey,
            method,
            path,
            operation,
            status: 200,
            usage: record.usage,
            estimatedInput: undefined,
            outputBytes: 0,
            asked,
            answered,
          },
          prices,
        )
      : undefined;
    return {
      tries: priced,
      used: kept ? kept.used : usedFor(tries, priced),
      cost: sumCosts(priced.map(({ cost }) => cost)),
      saved: kept?.cost,
    };
  };

/** What a request that is held says that its price depends on. */
export const askedOf = ({ method, path, operation, bodies }: RequestRecord): Asked | undefined =>
  readAsked({ method, path, operation, body: bytesOf(bodies?.request) });

/** What the answer has used: one that came at once is the rule. */
function usedFor(tries: Account['tries'], priced: readonly Priced[]): Used | undefined {
  const parts = partsOf(tries);
  if (parts.length === tries.length) return sumUsed(priced.map(({ used }) => used));
  return sumUsed(priced.filter((_, index) => parts.includes(tries[index]!)).map(({ used }) => used));
}

function bytesOf(body: RecordedBody | undefined): Buffer | undefined {
  const [first] = body?.chunks ?? [];
  if (!body || !first || body.kept < body.length) return undefined;
  if (body.chunks.length > 1) return Buffer.concat(body.chunks);
  return Buffer.isBuffer(first) ? first : Buffer.from(first.buffer, first.byteOffset, first.byteLength);
}
