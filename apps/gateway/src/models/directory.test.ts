import { describe, expect, it } from '@jest/globals';
import { defineProvider, type Model } from '@sluice/provider-sdk';
import { modelDirectory, type ModelEntries } from './directory.ts';

const models: readonly Model[] = [
  { id: 'chats', context: 1000, supports: ['chat'], price: { input: 1, output: 2, cachedInput: 0.1, above: [{ tokens: 500, input: 3 }] } },
  { id: 'paints', supports: ['images'], unitPrice: { perImage: 0.04 } },
];
const acme = defineProvider({ id: 'acme', name: 'Acme', fields: {}, models, operations: {} });

const find = (entries: ModelEntries[string], id: string) =>
  modelDirectory({ providers: [acme], capabilities: {} }, () => ({ acme: entries })).find(acme, id);

describe('what an operator says of a model', () => {
  it('stands over what the catalogue says, member by member', () => {
    expect(find({ chats: { context: 2000 } }, 'chats')).toEqual({ ...models[0], context: 2000 });
  });

  it('stands for the whole price, so that none is half the one and half the other', () => {
    const own = { chats: { price: { input: 5, output: 6 } }, paints: { price: { input: 7, output: 8 } } };

    expect(find(own, 'chats')?.price).toEqual({ input: 5, output: 6 });
    expect(find(own, 'paints')).toEqual({ id: 'paints', supports: ['images'], price: { input: 7, output: 8 } });
    expect(find({ chats: { unitPrice: { perQuery: 1 } } }, 'chats')).toEqual({
      id: 'chats',
      context: 1000,
      supports: ['chat'],
      unitPrice: { perQuery: 1 },
    });
  });

  it('is all that is known of a model that the catalogue does not have, and of others nothing is known', () => {
    expect(find({ own: { context: 10 } }, 'own')).toEqual({ id: 'own', context: 10 });
    expect(find({}, 'own')).toBeUndefined();
    expect(find({}, 'toString')).toBeUndefined();
  });
});

describe('what a test kit found of a provider', () => {
  const capabilities = { acme: { chat: { text: 'works', tools: 'refused', json_schema: 'failed', vision: 'works' } } } as const;
  const tested = modelDirectory({ providers: [acme], capabilities }, () => ({}));

  it('counts for a model that no catalogue speaks of: all but what was refused or failed can be asked', () => {
    const supports = tested.find(acme, 'unheard-of')?.supports;

    expect(supports).toEqual(expect.arrayContaining(['vision', 'pdf', 'chat']));
    expect(supports).not.toEqual(expect.arrayContaining(['tools']));
    expect(supports).not.toEqual(expect.arrayContaining(['json_schema']));
  });

  it('is less than what the catalogue says of the model itself', () => {
    expect(tested.find(acme, 'chats')).toEqual(models[0]);
  });

  it('says nothing of a provider of whom nothing was refused', () => {
    const none = modelDirectory({ providers: [acme], capabilities: { acme: { chat: { text: 'works' } } } }, () => ({}));

    expect(none.find(acme, 'unheard-of')).toBeUndefined();
  });
});
