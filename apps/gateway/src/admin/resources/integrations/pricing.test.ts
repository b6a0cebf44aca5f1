import { describe, expect, it } from '@jest/globals';
import { unitPriceOf } from '../../../models/portkey-price.ts';
import { PRICING_CONFIG } from './pricing.ts';

describe('prices in Portkey’s words', () => {
  it('are cents for one token there, and dollars for a million here', () => {
    const price = unitPriceOf({
      type: 'static',
      pay_as_you_go: { request_token: { price: 0.00025 }, response_token: { price: 0.001 }, cache_read_input_token: { price: 0 } },
    });

    expect(price.input).toBeCloseTo(2.5);
    expect(price.output).toBeCloseTo(10);
    expect(price.cachedInput).toBe(0);
  });

  it.each([
    { pay_as_you_go: {} },
    { pay_as_you_go: { page: { price: 1 } } },
    { type: 'dynamic', pay_as_you_go: { request_token: { price: 1 } } },
    {},
  ])('are refused where nothing would come of them: %j', (given) => {
    expect(PRICING_CONFIG.validate(given).error).toBeDefined();
  });
});
