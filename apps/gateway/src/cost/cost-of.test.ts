import { describe, expect, it } from '@jest/globals';
import { costOf, knownCostOf } from './cost-of.ts';
import { readUsed } from './read-used.ts';
import { inputOf, outputOf } from './tokens-used.ts';

const tokensOf = (usage: unknown) => {
  const told = readUsed(usage);
  return told && [inputOf(told), outputOf(told)];
};

const MILLION = 1_000_000;

describe('token counts', () => {
  it('are read in the words of every door', () => {
    expect(tokensOf({ prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 })).toEqual([10, 5]);
    expect(tokensOf({ prompt_tokens: 10, total_tokens: 10 })).toEqual([10, 0]);
    expect(tokensOf({ input_tokens: 10, output_tokens: 5, input_tokens_details: { cached_tokens: 4 } })).toEqual([10, 5]);
    expect(tokensOf({ input_tokens: 10, cache_read_input_tokens: 3, cache_creation_input_tokens: 2, output_tokens: 5 })).toEqual([15, 5]);
    expect(tokensOf({ total_tokens: 7 })).toEqual([7, 0]);
    expect(tokensOf({ search_units: 2 })).toEqual([0, 0]);
  });

  it.each([undefined, null, 'many', {}, { prompt_tokens: 'ten' }, { prompt_tokens: -5 }, { completion_tokens: Infinity }])(
    'are not made up of %j',
    (usage) => {
      expect(readUsed(usage)).toBeUndefined();
    },
  );
});

describe('the cost of a call', () => {
  const told = (usage: object) => readUsed(usage)!;

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

  it('is not known in a tier that has no price, nor for sound or searches without one; a budget counts what it can', () => {
    const price = { input: 1, output: 2, flex: { input: 0.5, output: 1 } };
    const priority = told({ prompt_tokens: 100, completion_tokens: 10, service_tier: 'priority' });
    const sound = told({ prompt_tokens: 100, completion_tokens: 0, prompt_tokens_details: { audio_tokens: 40 } });
    const search = told({ input_tokens: 100, output_tokens: 0, server_tool_use: { web_search_requests: 1 } });

    expect([priority, sound, search].map((used) => costOf(price, used))).toEqual([undefined, undefined, undefined]);
    expect([priority, sound, search].map((used) => knownCostOf(price, used) * MILLION)).toEqual([
      expect.closeTo(120),
      expect.closeTo(60),
      expect.closeTo(100),
    ]);
    expect(costOf({ ...price, perSearch: 0.01 }, search)).toBeCloseTo(0.0101);
  });

  it('is paid once where the same thing is told in two ways', () => {
    const both = { input: 100, output: 0, seconds: 9 };

    expect(costOf({ input: 1, output: 1, perAudioSecond: 5 }, both)! * MILLION).toBeCloseTo(100);
    expect(costOf({ perAudioSecond: 5 }, both)).toBe(45);
  });

  it('of a picture depends on what was asked for, where it does', () => {
    const pictures = [
      { size: '1024x1024', quality: 'low', price: 1 },
      { size: '1024x1024', quality: 'high', price: 4 },
      { size: '512x512', price: 0.5 },
    ];
    const cost = (picture?: string) => costOf({ pictures }, { input: 0, output: 0, images: 2, ...(picture !== undefined && { picture }) });

    expect([cost('high 1024x1024'), cost('512x512'), cost('low 512x512')]).toEqual([8, 1, 1]);
    // Which of several it was, nobody knows; and one size is on no list.
    expect([cost('1024x1024'), cost(), cost('high 2048x2048')]).toEqual([undefined, undefined, undefined]);
  });
});
