import { describe, expect, it } from '@jest/globals';
import Joi from 'joi';
import { keptLimits, RATE_LIMITS, shownRateLimits, shownUsageLimit, USAGE_LIMITS } from './limits.ts';

const budget = (given: unknown) => Joi.object({ usage_limits: USAGE_LIMITS }).validate({ usage_limits: given }, { convert: false });
const rates = (given: unknown) => Joi.object({ rate_limits: RATE_LIMITS }).validate({ rate_limits: given }, { convert: false });

describe('limits as people send them', () => {
  it.each([
    [{ credit_limit: 1 }, { type: 'cost', credit_limit: 1 }],
    [[{ type: 'tokens', credit_limit: 100, periodic_reset: 'weekly' }], { type: 'tokens', credit_limit: 100, periodic_reset: 'weekly' }],
    [null, null],
    [[], null],
    [{}, null],
  ])('are one budget or none: %j', (given, shown) => {
    const { error, value } = budget(given);

    expect(error).toBeUndefined();
    expect(shownUsageLimit(keptLimits((value as { usage_limits?: [] }).usage_limits))).toEqual(shown);
  });

  it.each([
    { credit_limit: 0.99 },
    { type: 'tokens', credit_limit: 99 },
    { type: 'tokens', credit_limit: 100.5 },
    { type: 'sparks', credit_limit: 5 },
    { type: 'cost' },
  ])('are no budget: %j', (given) => {
    expect(budget(given).error).toBeDefined();
  });

  it.each([
    [{ type: 'requests', unit: 'rpm', value: 1 }, [{ type: 'requests', unit: 'rpm', value: 1 }]],
    [null, []],
    [{}, []],
  ])('are one rate, several or none: %j', (given, shown) => {
    const { error, value } = rates(given);

    expect(error).toBeUndefined();
    expect(shownRateLimits(keptLimits((value as { rate_limits?: [] }).rate_limits))).toEqual(shown);
  });

  it('are no rates where two are for the same', () => {
    const rate = { type: 'requests', unit: 'rpm', value: 1 };

    expect(rates([rate, { ...rate, unit: 'rps' }]).error).toBeUndefined();
    expect(rates([rate, { ...rate, value: 2 }]).error).toBeDefined();
  });
});
