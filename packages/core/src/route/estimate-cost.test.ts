import { describe, expect, it } from '@jest/globals';
import { chatRequest } from '../house.test.support.ts';
import { estimateCost } from './estimate-cost.ts';
import { needsOf } from './needs.ts';

const NEEDS = { ...needsOf(chatRequest({})), inputTokens: 1000 };

describe('what a request would cost', () => {
  it.each([
    ['its tokens in and out by their prices', { price: { input: 2, output: 10 } }, 100, 0.003],
    ['its tokens in and as many out as usual', { price: { input: 2, output: 10 } }, undefined, 0.007],
    ['its tokens in, where no more may come out', { price: { input: 2, output: 10 } }, 0, 0.002],
    ['nothing, where the model is free', { price: { input: 0, output: 0 } }, 100, 0],
    ['not known, where its price is not', {}, 100, undefined],
  ])('is %s', (_, model, outputTokens, dollars) => {
    const cost = estimateCost({ id: 'new', ...model }, { ...NEEDS, outputTokens });

    expect(cost === undefined ? undefined : Number(cost.toFixed(9))).toBe(dollars);
  });

  it('is not known of a model that nobody knows', () => {
    expect(estimateCost(undefined, NEEDS)).toBeUndefined();
  });
});
