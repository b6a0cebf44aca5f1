import { describe, expect, it } from '@jest/globals';
import { nameOffers, valueOffers } from './offers.ts';
import type { Schema } from './schema.ts';
import { saidOf } from './words.ts';
import { schemasAt } from './follow.ts';

const SCHEMA: Schema = {
  $ref: '#/$defs/node',
  $defs: {
    node: { anyOf: [{ $ref: '#/$defs/target' }, { $ref: '#/$defs/fork' }] },
    target: {
      type: 'object',
      properties: {
        provider: { type: 'string', description: 'Whom to ask' },
        retry: {
          type: 'object',
          required: ['attempts'],
          properties: { on: { type: 'array' }, attempts: { type: 'integer', minimum: 1, maximum: 5 } },
        },
        strategy: false,
      },
    },
    fork: {
      type: 'object',
      properties: {
        strategy: { oneOf: [{ $ref: '#/$defs/fallback' }, { $ref: '#/$defs/split' }] },
        targets: { type: 'array', items: { $ref: '#/$defs/node' } },
      },
    },
    fallback: {
      type: 'object',
      properties: { mode: { const: 'fallback', description: 'One after another' }, hedge_after_ms: { type: 'integer' } },
    },
    split: {
      type: 'object',
      properties: { mode: { const: 'split' }, experiment: { type: 'string' }, sticky: { type: 'boolean', default: false } },
    },
  },
};

const names = (path: (string | number)[], values: unknown[], taken: string[] = []) =>
  nameOffers(SCHEMA, path, values, taken).map(({ text }) => text);
const values = (path: (string | number)[], along: unknown[]) => valueOffers(SCHEMA, path, along).map(({ text }) => text);

describe('nameOffers', () => {
  it('follows references through alternatives and lists, at any depth', () => {
    const inner = {};
    const config = { targets: [{ targets: [inner] }] };

    expect(names(['targets', 0, 'targets', 0], [config, config.targets, config.targets[0], [inner], inner])).toEqual(
      expect.arrayContaining(['provider', 'retry', 'strategy', 'targets']),
    );
  });

  it('offers what belongs to the alternative that is being written, and nothing of the others', () => {
    const strategy = { mode: 'split' };

    expect(names(['strategy'], [{ strategy }, strategy], ['mode'])).toEqual(['experiment', 'sticky']);
  });

  it('puts first what has to be there, and leaves out what is', () => {
    expect(names(['retry'], [{ retry: {} }, {}])).toEqual(['attempts', 'on']);
    expect(names(['retry'], [{ retry: {} }, {}], ['attempts'])).toEqual(['on']);
  });

  it('begins values as their kind begins', () => {
    const begins = Object.fromEntries(nameOffers(SCHEMA, [], [{}], []).map((offer) => [offer.text, offer.begins]));

    expect(begins).toEqual({ provider: '""', retry: '{}', strategy: '{}', targets: '[]' });
  });
});

describe('valueOffers', () => {
  it('offers the words of all alternatives while none is chosen', () => {
    const strategy = { mode: 'fa' };

    expect(values(['strategy', 'mode'], [{ strategy }, strategy, 'fa'])).toEqual(['"fallback"', '"split"']);
  });

  it('offers the others too of what is chosen already', () => {
    const strategy = { mode: 'split' };

    expect(values(['strategy', 'mode'], [{ strategy }, strategy, 'split'])).toEqual(['"fallback"', '"split"']);
  });

  it('offers yes and no, and what is usual', () => {
    expect(values(['strategy', 'sticky'], [{ strategy: { mode: 'split' } }, { mode: 'split' }, undefined])).toEqual(['true', 'false']);
  });
});

describe('saidOf', () => {
  it('says what a member is for, and its bounds', () => {
    expect(saidOf(schemasAt(SCHEMA, ['provider'], []))).toEqual(['Whom to ask', 'A value of the kind: text']);
    expect(saidOf(schemasAt(SCHEMA, ['retry', 'attempts'], []))).toEqual(['A value of the kind: whole number', 'From 1 to 5']);
  });
});
