import { describe, expect, it } from '@jest/globals';
import { CAPABILITIES } from '@sluice/provider-sdk';
import { readModelEntry, type ModelEntry } from './model-entry.ts';
import { model as schema } from './model-schema.ts';

const TOKENS = { input: 1, output: 2, cached_input: 0.5 };

/** Every member that the schema has. */
const ENTRY: ModelEntry = {
  context: 1000,
  max_output: 100,
  supports: CAPABILITIES,
  retires: '2027-01-31',
  price: {
    ...TOKENS,
    reasoning: 3,
    cache_write: 4,
    cache_write_1h: 5,
    audio_input: 6,
    image_input: 6.5,
    audio_output: 7,
    image_output: 8,
    batch: TOKENS,
    flex: TOKENS,
    priority: TOKENS,
    above: [
      { tokens: 200_000, ...TOKENS, reasoning: 3 },
      { tokens: 100_000, input: 1.5 },
    ],
    per_image: 9,
    pictures: [{ size: '1024x1024', quality: 'hd', price: 9.5 }],
    per_input_image: 10,
    per_page: 11,
    per_query: 12,
    per_search: 12.5,
    per_audio_second: 13,
    per_video_second: 14,
    per_million_characters: 15,
  },
};

describe('a model in the config file', () => {
  it('may say all that a catalogue can', () => {
    const tokens = { input: 1, output: 2, cachedInput: 0.5 };

    expect(schema.validate(ENTRY, { convert: false }).error).toBeUndefined();
    expect(readModelEntry(ENTRY)).toEqual({
      context: 1000,
      maxOutput: 100,
      supports: CAPABILITIES,
      retires: '2027-01-31',
      price: {
        ...tokens,
        reasoning: 3,
        cacheWrite: 4,
        cacheWrite1h: 5,
        audioInput: 6,
        imageInput: 6.5,
        audioOutput: 7,
        imageOutput: 8,
        batch: tokens,
        flex: tokens,
        priority: tokens,
        above: [
          { tokens: 100_000, input: 1.5 },
          { tokens: 200_000, ...tokens, reasoning: 3 },
        ],
        perImage: 9,
        pictures: [{ size: '1024x1024', quality: 'hd', price: 9.5 }],
        perInputImage: 10,
        perPage: 11,
        perQuery: 12,
        perSearch: 12.5,
        perAudioSecond: 13,
        perVideoSecond: 14,
        perMillionCharacters: 15,
      },
    });
  });

  it('is shown above with every member that the schema has', () => {
    const { keys } = schema.describe() as { keys: Record<string, { keys?: object }> };

    expect(Object.keys(ENTRY).toSorted()).toEqual(Object.keys(keys).toSorted());
    expect(Object.keys(ENTRY.price!).toSorted()).toEqual(Object.keys(keys['price']!.keys!).toSorted());
  });

  it('has a price of tokens only with both sides of it', () => {
    const halves = [{ per_image: 0.04 }, { input: 5, image_output: 40 }].map((price) => readModelEntry({ price }));

    expect(halves).toEqual([{ unitPrice: { perImage: 0.04 } }, { unitPrice: { input: 5, imageOutput: 40 } }]);
  });

  it.each([
    ['a price of nothing', { price: {} }],
    ['less than nothing', { price: { input: -1, output: 1 } }],
    ['a unit that there is not', { price: { input: 1, output: 1, per_word: 1 } }],
    ['a long prompt of no length', { price: { input: 1, output: 1, above: [{ input: 2 }] } }],
    ['one length twice', { price: { input: 1, output: 1, above: [{ tokens: 5 }, { tokens: 5 }] } }],
    ['an ability that there is not', { supports: ['dancing'] }],
    ['a day that is none', { retires: 'soon' }],
  ])('is refused for %s', (_what, entry) => {
    expect(schema.validate(entry, { convert: false }).error).toBeDefined();
  });
});
