import { describe, expect, it } from '@jest/globals';
import { costOf } from './cost-of.ts';
import { inputOf, outputOf, readTold } from './told-tokens.ts';

const tokensOf = (usage: unknown) => {
  const told = readTold(usage);
  return told && [inputOf(told), outputOf(told)];
};

const MILLION = 1_000_000;

describe('token counts', () => {
  it('are read in the words of every door', () => {
    expect(tokensOf({ prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 })).toEqual([10, 5]);
    expect(tokensOf({ prompt_tokens: 10, total_tokens: 10 })).toEqual([10, 0]);
    expect(tokensOf({ input_tokens: 10, output_tokens: 5, input_tokens_details: { cached_tokens: 4 } })).toEqual([10, 5]);
    expect(tokensOf({ input_tokens: 10, cache_read_input_tokens: 3, cache_creation_input_tokens: 2, output_tokens: 5 })).toEqual([15, 5]);
    expect(tokensOf({ total_tokens: 7 })).toEqual([0, 7]);
    expect(tokensOf({ search_units: 2 })).toEqual([0, 0]);
  });

  it.each([undefined, null, 'many', {}, { prompt_tokens: 'ten' }, { prompt_tokens: -5 }, { completion_tokens: Infinity }])(
    'are not made up of %j',
    (usage) => {
      expect(readTold(usage)).toBeUndefined();
    },
  );
});

describe('the cost of a call', () => {
  const told = (usage: object) => readTold(usage)!;

  it('counts each token once, at its own price', () => {
    const usage = told({
      prompt_tokens: 1000,
      completion_tokens: 500,
      prompt_tokens_details: { cached_tokens: 300, cache_write_tokens: 200, audio_tokens: 100 },
      completion_tokens_details: { reasoning_tokens: 100, audio_tokens: 50 },
    });
    const price = { input: 1, output: 10, cachedInput: 0.1, cacheWrite: 1.25, audioInput: 4, reasoning: 20, audioOutput: 40 };

    expect(costOf(price, usage)! * MILLION).toBeCloseTo(400 + 30 + 250 + 400 + 3500 + 2000 + 2000);
  });

  it('takes the price of tokens in or out for what has none of its own', () => {
    const usage = told({
      input_tokens: 100,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 100,
      cache_creation: { ephemeral_5m_input_tokens: 60, ephemeral_1h_input_tokens: 40 },
      output_tokens: 10,
    });

    expect(costOf({ input: 1, output: 2 }, usage)! * MILLION).toBeCloseTo(320);
    expect(costOf({ input: 1, output: 2, cacheWrite: 3, cacheWrite1h: 5 }, usage)! * MILLION).toBeCloseTo(100 + 100 + 180 + 200 + 20);
  });

  it('follows the length of the prompt and the tier that served it', () => {
    const price = { input: 1, output: 1, above: [{ tokens: 100, input: 2 }], priority: { input: 8, output: 8 } };

    expect(costOf(price, told({ prompt_tokens: 100, completion_tokens: 0 }))! * MILLION).toBeCloseTo(100);
    expect(costOf(price, told({ prompt_tokens: 101, completion_tokens: 1 }))! * MILLION).toBeCloseTo(203);
    expect(costOf(price, told({ prompt_tokens: 10, completion_tokens: 1, service_tier: 'priority' }))! * MILLION).toBeCloseTo(88);
    expect(costOf(price, told({ prompt_tokens: 10, completion_tokens: 1, service_tier: 'standard' }))! * MILLION).toBeCloseTo(11);
  });

  it('is not known where the price of any of it is not', () => {
    expect(costOf({ input: 1 }, told({ prompt_tokens: 10, completion_tokens: 1 }))).toBeUndefined();
    expect(costOf({ perImage: 1 }, told({ prompt_tokens: 10, completion_tokens: 0 }))).toBeUndefined();
    expect(costOf({ input: 1 }, told({ prompt_tokens: 10, completion_tokens: 0 }))! * MILLION).toBeCloseTo(10);
    expect(costOf({ perQuery: 0.002 }, told({ search_units: 3 }))).toBeCloseTo(0.006);
  });
});
