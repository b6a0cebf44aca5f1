import { describe, expect, it } from '@jest/globals';
import { readUsed } from './read-used.ts';
import { inputOf, outputOf } from './tokens-used.ts';

describe('what a provider has counted', () => {
  it.each([
    // Shapes as providers send them; of each, what goes in and what comes out is counted once.
    [
      'thought beside the answer',
      { prompt_tokens: 506, completion_tokens: 12, total_tokens: 556, completion_tokens_details: { reasoning_tokens: 38 } },
      506,
      50,
    ],
    [
      'thought within the answer',
      { prompt_tokens: 64, completion_tokens: 151, total_tokens: 215, completion_tokens_details: { reasoning_tokens: 128 } },
      64,
      151,
    ],
    ['thought that only the total tells', { prompt_tokens: 66, completion_tokens: 6, total_tokens: 100 }, 66, 34],
    [
      'sound beside the text',
      { prompt_tokens: 5, completion_tokens: 20, total_tokens: 400, prompt_tokens_details: { audio_tokens: 375 } },
      380,
      20,
    ],
    [
      'a cache beside the input',
      { input_tokens: 4, cache_creation_input_tokens: 18_131, cache_read_input_tokens: 0, output_tokens: 50 },
      18_135,
      50,
    ],
    [
      'a cache within the prompt, told twice',
      {
        prompt_tokens: 5818,
        completion_tokens: 16,
        total_tokens: 5834,
        cache_read_input_tokens: 5280,
        prompt_tokens_details: { cached_tokens: 5280 },
      },
      5818,
      16,
    ],
    [
      'more of a cache than there is of the prompt, as no more than all of it',
      { prompt_tokens: 377, completion_tokens: 69, total_tokens: 446, prompt_tokens_details: { cached_tokens: 1_000_000 } },
      377,
      69,
    ],
    ['one number alone', { total_tokens: 18 }, 18, 0],
    [
      'what is billed of what was seen',
      { prompt_tokens: 1431, completion_tokens: 152, extras: { billed_units: { input_tokens: 26, output_tokens: 147 } } },
      26,
      147,
    ],
  ])('is counted once: %s', (_what, usage, input, output) => {
    const used = readUsed(usage)!;

    expect([inputOf(used), outputOf(used)]).toEqual([input, output]);
  });

  it('never has more parts than there is of it', () => {
    const overlapping = { input_tokens: 100, output_tokens: 10, input_tokens_details: { cached_tokens: 80, audio_tokens: 60 } };

    expect(readUsed(overlapping)).toEqual({ input: 0, cachedInput: 80, audioInput: 20, output: 10 });
  });

  it.each([
    [{ prompt_tokens: 10, cached_tokens: 1_000_000 }, { cachedInput: 10 }],
    [{ prompt_tokens: 10, cache_read_input_tokens: 1_000_000 }, { cachedInput: 10 }],
    [{ input_tokens: 10, input_tokens_details: { cached_tokens: 1_000_000 } }, { cachedInput: 10 }],
    [
      { input_tokens: 10, cache_read_input_tokens: 1_000_000 },
      { input: 10, cachedInput: 1_000_000 },
    ],
  ])('takes a cache to be beside the input only where Messages says so: %j', (usage, used) => {
    expect(readUsed({ ...usage, output_tokens: 1 })).toEqual({ input: 0, output: 1, ...used });
  });

  it('counts no part of a token', () => {
    const usage = { prompt_tokens: 10.9, completion_tokens: 2.5, prompt_tokens_details: { cached_tokens: 3.7 } };

    expect(readUsed(usage)).toEqual({ input: 7, cachedInput: 3, output: 2 });
    expect(readUsed({ billed_units: { input_tokens: 4.2, output_tokens: 0.9 } })).toEqual({ input: 4, output: 0 });
  });

  it('finds what the cache gave under each of its names', () => {
    const names = ['cache_read_input_tokens', 'prompt_cache_hit_tokens', 'cached_tokens', 'num_cached_tokens'];

    const used = names.map((name) => readUsed({ prompt_tokens: 10, completion_tokens: 2, [name]: 4 }));

    expect(used).toEqual(names.map(() => ({ input: 6, cachedInput: 4, output: 2 })));
  });

  it('has a tier only where that has a price of its own', () => {
    const tierOf = (tier: unknown) => readUsed({ prompt_tokens: 1, completion_tokens: 1, service_tier: tier })!.tier;

    expect(['flex', 'priority', 'batch', 'default', 'on_demand', 'standard', '', null].map(tierOf)).toEqual([
      'flex',
      'priority',
      'batch',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
