import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CAPABILITIES, type Model, type UnitPrice } from '@sluice/provider-sdk';

const repository = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const packages = join(repository, 'packages');

const PRESETS = 'provider-openai-compatible/src/catalogue';
// The one has its models below, the other is no vendor.
const WITHOUT = new Set(['provider-openai-compatible', 'provider-mock']);
const files = [
  ...readdirSync(packages)
    .filter((name) => name.startsWith('provider-') && !WITHOUT.has(name))
    .flatMap((name) => [`${name}/src/models.ts`, `${name}/src/catalogue.ts`]),
  ...readdirSync(join(packages, PRESETS)).map((name) => `${PRESETS}/${name}`),
].filter((file) => existsSync(join(packages, file)));

/** Every list of models that a file of a package exports, by the file's name and the list's. */
const catalogues: readonly (readonly [string, readonly Model[]])[] = (
  await Promise.all(
    files.map(async (file) => {
      const lists = (await import(pathToFileURL(join(packages, file)).href)) as Record<string, unknown>;
      return Object.entries(lists)
        .filter(([, list]) => Array.isArray(list))
        .map(([name, list]) => [`${file}: ${name}`, list as readonly Model[]] as const);
    }),
  )
).flat();

const listIn = (folder: string, name = 'models') =>
  catalogues.find(([place]) => place.startsWith(`${folder}/`) && place.endsWith(`: ${name}`))?.[1] ?? [];
const find = (place: string, id: string) =>
  (place.startsWith('preset ') ? catalogues.find(([name]) => name === `${PRESETS}/${place.slice(7)}.ts: models`)![1] : listIn(place)).find(
    (model) => model.id === id,
  );

const numbersOf = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];

const priceOf = ({ price, unitPrice }: Model): UnitPrice | undefined => price ?? unitPrice;

describe('the catalogues of all providers', () => {
  it('are there, with more than a thousand models', () => {
    expect(catalogues.length).toBeGreaterThan(30);
    expect(catalogues.flatMap(([, models]) => models).length).toBeGreaterThan(1500);
  });

  it.each(catalogues)('%s: names each model once, in words that are known', (_place, models) => {
    const ids = models.map(({ id }) => id);

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => id.trim() === '' || /\s/.test(id))).toEqual([]);
    const words = new Set<string>(CAPABILITIES);
    expect(models.flatMap(({ supports = [] }) => supports).filter((word) => !words.has(word))).toEqual([]);
    for (const { id, supports = [] } of models) expect([id, new Set(supports).size]).toEqual([id, supports.length]);
  });

  it.each(catalogues)('%s: has sizes and days that can be', (_place, models) => {
    for (const { id, context = 1, maxOutput = 1, retires = '2026-01-01' } of models) {
      expect([id, Number.isInteger(context) && context > 0, Number.isInteger(maxOutput) && maxOutput > 0]).toEqual([id, true, true]);
      expect([id, /^20\d\d-\d\d-\d\d$/.test(retires)]).toEqual([id, true]);
    }
  });

  it.each(catalogues)('%s: has prices that could be right', (_place, models) => {
    for (const model of models) {
      const price = priceOf(model);
      if (!price) continue;
      const { input, output, above = [], batch, flex, priority, cachedInput, cacheWrite, cacheWrite1h } = price;
      const { id } = model;
      expect([id, numbersOf(price).filter((number) => !(Number.isFinite(number) && number >= 0))]).toEqual([id, []]);
      expect([id, numbersOf({ input, output }).filter((number) => number > 1000)]).toEqual([id, []]);
      // A reading of what is cached for more than it cost fresh, or a discount that is a premium, is a slip.
      if (cachedInput !== undefined && input !== undefined) expect([id, cachedInput <= input]).toEqual([id, true]);
      if (cacheWrite !== undefined && cacheWrite1h !== undefined) expect([id, cacheWrite <= cacheWrite1h]).toEqual([id, true]);
      for (const cheaper of [batch, flex]) expect([id, (cheaper?.input ?? 0) <= (input ?? Infinity)]).toEqual([id, true]);
      if (priority?.input !== undefined) expect([id, priority.input >= input!]).toEqual([id, true]);
      expect([id, above.map(({ tokens }) => tokens)]).toEqual([id, above.map(({ tokens }) => tokens).toSorted((a, b) => a - b)]);
    }
  });

  it.each(catalogues)('%s: says that something is free only of moderation and of what is called free', (_place, models) => {
    const free = models.filter(({ price }) => price && price.input === 0 && price.output === 0);

    expect(free.filter(({ id, supports }) => !supports?.includes('moderation') && !/free/i.test(id))).toEqual([]);
    // A price that is nothing but a search or a picture is in `unitPrice`, where no token can be taken for free.
    expect(models.filter(({ unitPrice }) => unitPrice && numbersOf(unitPrice).includes(0))).toEqual([]);
    expect(models.filter(({ price, unitPrice }) => price && unitPrice)).toEqual([]);
    expect(models.filter(({ unitPrice }) => unitPrice?.input !== undefined && unitPrice.output !== undefined)).toEqual([]);
  });
});

/** Read off the table by hand. */
const SAMPLES: readonly (readonly [string, string, Partial<Model>])[] = [
  [
    'provider-anthropic',
    'claude-opus-4-8',
    {
      context: 1_000_000,
      maxOutput: 128_000,
      price: {
        input: 5,
        output: 25,
        cachedInput: 0.5,
        cacheWrite: 6.25,
        cacheWrite1h: 10,
        batch: { input: 2.5, output: 12.5, cachedInput: 0.25 },
        perSearch: 0.01,
      },
    },
  ],
  [
    'provider-anthropic',
    'claude-sonnet-4-5',
    {
      price: {
        input: 3,
        output: 15,
        cachedInput: 0.3,
        cacheWrite: 3.75,
        cacheWrite1h: 6,
        batch: { input: 1.5, output: 7.5, cachedInput: 0.15 },
        perSearch: 0.01,
        above: [{ tokens: 200_000, input: 6, output: 22.5, cachedInput: 0.6 }],
      },
    },
  ],
  // The table's price of an hour is that of another model.
  [
    'provider-anthropic',
    'claude-3-opus-20240229',
    {
      price: {
        input: 15,
        output: 75,
        cachedInput: 1.5,
        cacheWrite: 18.75,
        batch: { input: 7.5, output: 37.5, cachedInput: 0.75 },
        perSearch: 0.01,
      },
    },
  ],
  [
    'provider-openai',
    'gpt-4o',
    {
      context: 128_000,
      maxOutput: 16_384,
      price: {
        input: 2.5,
        output: 10,
        cachedInput: 1.25,
        batch: { input: 1.25, output: 5 },
        priority: { input: 4.25, output: 17, cachedInput: 2.125 },
      },
    },
  ],
  [
    'provider-openai',
    'gpt-5',
    {
      price: {
        input: 1.25,
        output: 10,
        cachedInput: 0.125,
        flex: { input: 0.625, output: 5, cachedInput: 0.0625 },
        priority: { input: 2.5, output: 20, cachedInput: 0.25 },
      },
    },
  ],
  [
    'provider-openai',
    'gpt-4o-audio-preview',
    { supports: ['chat', 'tools', 'audio_in', 'audio_out'], price: { input: 2.5, output: 10, audioInput: 40, audioOutput: 80 } },
  ],
  [
    'provider-openai',
    'gpt-image-1-mini',
    {
      supports: ['images'],
      unitPrice: {
        input: 2,
        cachedInput: 0.2,
        imageInput: 2.5,
        imageOutput: 8,
        pictures: [
          { size: '1024x1024', quality: 'low', price: 0.005 },
          { size: '1024x1536', quality: 'low', price: 0.006 },
          { size: '1536x1024', quality: 'low', price: 0.006 },
          { size: '1024x1024', quality: 'medium', price: 0.011 },
          { size: '1024x1536', quality: 'medium', price: 0.015 },
          { size: '1536x1024', quality: 'medium', price: 0.015 },
        ],
      },
    },
  ],
  ['provider-openai', 'dall-e-3', { unitPrice: { pictures: [{ size: '1024x1024', quality: 'standard', price: 0.04 }] } }],
  [
    'provider-openai',
    'gpt-4.1-nano-2025-04-14',
    {
      price: { input: 0.1, output: 0.4, cachedInput: 0.025, batch: { input: 0.05, output: 0.2 } },
      fineTuned: { input: 0.2, output: 0.8, cachedInput: 0.05, batch: { input: 0.1, output: 0.4 } },
    },
  ],
  // Once a second of audio, though the table has it twice.
  ['provider-openai', 'whisper-1', { supports: ['transcription'], unitPrice: { perAudioSecond: 0.0001 } }],
  ['provider-openai', 'tts-1-hd', { supports: ['speech'], unitPrice: { perMillionCharacters: 30 } }],
  [
    'provider-openai',
    'text-embedding-3-large',
    { supports: ['embeddings'], price: { input: 0.13, output: 0, batch: { input: 0.065, output: 0 } } },
  ],
  ['provider-openai', 'omni-moderation-latest', { supports: ['moderation'], price: { input: 0, output: 0 } }],
  ['provider-google', 'gemini-2.5-flash', { price: { input: 0.3, output: 2.5, cachedInput: 0.03, reasoning: 2.5, audioInput: 1 } }],
  [
    'provider-google',
    'gemini-2.5-pro',
    {
      price: {
        input: 1.25,
        output: 10,
        cachedInput: 0.125,
        audioInput: 1.25,
        priority: { input: 1.25, output: 10 },
        above: [{ tokens: 200_000, input: 2.5, output: 15, cachedInput: 0.25 }],
      },
    },
  ],
  ['provider-vertex', 'veo-3.0-generate-001', { supports: ['video'], unitPrice: { perVideoSecond: 0.4 } }],
  ['provider-vertex', 'multimodalembedding@001', { price: { input: 0.8, output: 0, perInputImage: 0.0001 } }],
  [
    'provider-bedrock',
    'anthropic.claude-haiku-4-5-20251001-v1:0',
    { price: { input: 1, output: 5, cachedInput: 0.1, cacheWrite: 1.25, cacheWrite1h: 2 } },
  ],
  ['provider-azure', 'gpt-4.1', { price: { input: 2, output: 8, cachedInput: 0.5, batch: { input: 1, output: 4 } } }],
  ['provider-mistral', 'mistral-ocr-latest', { supports: ['ocr'], unitPrice: { perPage: 0.004 } }],
  ['provider-cohere', 'rerank-v3.5', { supports: ['rerank'], unitPrice: { perQuery: 0.002 } }],
  ['provider-deepseek', 'deepseek-chat', { price: { input: 0.28, output: 0.42, cachedInput: 0.028 } }],
  [
    'provider-xai',
    'grok-4-1-fast',
    { context: 2_000_000, price: { input: 0.2, output: 0.5, cachedInput: 0.05, above: [{ tokens: 128_000, input: 0.4, output: 1 }] } },
  ],
  ['provider-perplexity', 'sonar-deep-research', { price: { input: 2, output: 8, reasoning: 3 } }],
  ['provider-together', 'openai/gpt-oss-120b', { price: { input: 0.15, output: 0.6 } }],
  ['provider-fireworks', 'accounts/fireworks/models/deepseek-v4-pro', { price: { input: 1.74, output: 3.48, cachedInput: 0.145 } }],
  ['provider-cerebras', 'gpt-oss-120b', { context: 131_072, price: { input: 0.35, output: 0.75 } }],
  ['provider-openrouter', 'anthropic/claude-opus-4.7', { price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } }],
  ['provider-groq', 'openai/gpt-oss-120b', { price: { input: 0.15, output: 0.6, cachedInput: 0.075 } }],
  [
    'preset dashscope',
    'qwen3-max',
    {
      price: {
        input: 1.2,
        output: 6,
        above: [
          { tokens: 32_000, input: 2.4, output: 12 },
          { tokens: 128_000, input: 3, output: 15 },
        ],
      },
    },
  ],
];

describe('samples of the catalogues', () => {
  it.each(SAMPLES)('%s: %s', (place, id, expected) => {
    const model = find(place, id);

    expect(model).toMatchObject(expected);
    expect({ price: model?.price, unitPrice: model?.unitPrice }).toEqual({ price: expected.price, unitPrice: expected.unitPrice });
  });

  it.each([
    ['provider-bedrock', 'anthropic.claude-mythos-preview', 'nought'],
    ['provider-cohere', 'embed-multilingual-light-v3.0', 'a thousand times too much'],
    ['provider-mistral', 'codestral-latest', 'nought'],
  ])('%s: %s has no price, for the table says %s', (place, id) => {
    const model = find(place, id);

    expect(model).toBeDefined();
    expect([model?.price, model?.unitPrice]).toEqual([undefined, undefined]);
  });

  it('leave out the price of what the table doubts', () => {
    const doubted = listIn('provider-azure', 'foundryModels').find(({ id }) => id === 'jais-30b-chat');

    expect(doubted).toEqual({ id: 'jais-30b-chat', context: 8192, maxOutput: 8192 });
  });
});

interface Row {
  readonly provider: string;
  readonly model: string;
  readonly region?: string;
  readonly context?: number;
  readonly input_cost_per_1m?: number;
  readonly output_cost_per_1m?: number;
  readonly cached_input_cost_per_1m?: number;
  readonly supports?: Readonly<Record<string, boolean>>;
}

const table = process.env.SLUICE_PRICING ?? join(repository, '../shared/data/pricing.json');
const withTable = existsSync(table) ? describe : describe.skip;

withTable(`the catalogues against ${table}`, () => {
  const PROVIDERS: readonly (readonly [string, string])[] = [
    ['provider-anthropic', 'anthropic'],
    ['provider-azure', 'azure-openai'],
    ['provider-bedrock', 'bedrock'],
    ['provider-cerebras', 'cerebras'],
    ['provider-cohere', 'cohere'],
    ['provider-deepseek', 'deepseek'],
    ['provider-fireworks', 'fireworks'],
    ['provider-google', 'google-gemini'],
    ['provider-groq', 'groq'],
    ['provider-mistral', 'mistral'],
    ['provider-openai', 'openai'],
    ['provider-openrouter', 'openrouter'],
    ['provider-perplexity', 'perplexity'],
    ['provider-together', 'together'],
    ['provider-vertex', 'google-vertex'],
    ['provider-xai', 'xai'],
  ];
  const rows = existsSync(table) ? (JSON.parse(readFileSync(table, 'utf8')) as { models: readonly Row[] }).models : [];

  it.each(PROVIDERS)('%s says nothing of tokens, sizes and tools that the table does not', (folder, provider) => {
    const own = new Map(rows.filter((row) => row.provider === provider && row.region === undefined).map((row) => [row.model, row]));
    const both = listIn(folder).flatMap((model) => (own.has(model.id) ? [[model, own.get(model.id)!] as const] : []));

    expect(both.length).toBeGreaterThan(4);
    for (const [model, row] of both) {
      const price = priceOf(model);
      const said = [model.id, price?.input, price?.output, price?.cachedInput, model.context];
      const known = [model.id, row.input_cost_per_1m, row.output_cost_per_1m ?? 0, row.cached_input_cost_per_1m, row.context];
      expect(said).toEqual(said.map((value, index) => (value === undefined ? undefined : known[index])));
      // Groq's list is Groq's own where the two differ.
      if (folder !== 'provider-groq' && model.supports)
        expect([model.id, model.supports.includes('tools'), model.supports.includes('json_schema')]).toEqual([
          model.id,
          row.supports?.['tools'] ?? false,
          row.supports?.['json_schema'] ?? false,
        ]);
    }
  });

  it.each(PROVIDERS)('%s leaves out few prices that the table has', (folder, provider) => {
    const priced = rows.filter((row) => row.provider === provider && row.region === undefined && (row.input_cost_per_1m ?? 0) > 0);
    const models = new Map(listIn(folder).map((model) => [model.id, model]));
    const missing = priced.filter(({ model }) => models.has(model) && !models.get(model)!.retired && !priceOf(models.get(model)!));

    expect(missing.length).toBeLessThanOrEqual(provider === 'fireworks' ? 15 : 1);
  });
});
