import type { Used } from '@sluice/store/logs';
import type { Prices } from '../../../cost/price-of.ts';
import { priceTry } from '../../../cost/price-try.ts';
import { readAnswered } from '../../../cost/read-answered.ts';
import { readAsked } from '../../../cost/read-asked.ts';
import type { ToldCall } from './told-call.ts';

/** What of a call that somebody tells of its price depends on. */
export type PricedCall = Pick<
  ToldCall,
  'method' | 'operation' | 'provider' | 'model' | 'askedModel' | 'status' | 'usage' | 'request' | 'response'
> & {
  readonly path: string;
};

/** What a call used, and what it cost in US dollars; undefined where nobody knows. */
export type PriceTold = (call: PricedCall) => { readonly used: Used | undefined; readonly cost: number | undefined };

/** Prices calls that somebody tells of, by the prices of the day. */
export const priceToldBy =
  (prices: Prices): PriceTold =>
  ({ method, path, operation, provider, model, askedModel, status, usage, request, response }) =>
    priceTry(
      {
        provider: provider ?? '',
        model: model ?? askedModel,
        virtualKey: undefined,
        method,
        path,
        operation,
        status,
        usage,
        estimatedInput: undefined,
        outputBytes: 0,
        asked: readAsked({ method, path, operation, body: textOf(request) }),
        answered: readAnswered({ method, path, operation, body: textOf(response), whole: true }),
      },
      prices,
    );

const textOf = (body: unknown): string | undefined => {
  if (body === undefined || body === null) return undefined;
  return typeof body === 'string' ? body : JSON.stringify(body);
};
