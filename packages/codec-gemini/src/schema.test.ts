import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { parametersSchema, responseSchema } from './schema.ts';
import { fitsJsonSchema, fitsSchema } from './schema-fit.test.support.ts';

const refusal = (schema: Json): string | undefined => {
  try {
    responseSchema(schema, 's');
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
    throw error;
  }
  return undefined;
};

describe('a JSON Schema for older models', () => {
  it.each<[Json, Json]>([
    [
      { type: 'string', const: 'a' },
      { type: 'STRING', enum: ['a'] },
    ],
    [
      { type: ['string', 'null'], maxLength: 2 },
      { type: 'STRING', maxLength: 2, nullable: true },
    ],
    [
      { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'd' },
      { type: 'STRING', description: 'd', nullable: true },
    ],
    [
      { enum: [1, 2] },
      {
        anyOf: [
          { type: 'INTEGER', minimum: 1, maximum: 1 },
          { type: 'INTEGER', minimum: 2, maximum: 2 },
        ],
      },
    ],
    [
      { type: 'integer', exclusiveMinimum: 3, minimum: 1 },
      { type: 'INTEGER', minimum: 4 },
    ],
    [{ type: 'string', format: 'email' }, { type: 'STRING' }],
    [
      { type: 'string', format: 'date-time' },
      { type: 'STRING', format: 'date-time' },
    ],
    [
      { allOf: [{ $ref: '#/$defs/a~1b' }], default: 'x', $defs: { 'a/b': { type: 'string' } } },
      { type: 'STRING', default: 'x' },
    ],
    [
      { type: 'object', $schema: 'x', properties: { a: { type: 'array' }, b: true }, required: ['a'], additionalProperties: false },
      { type: 'OBJECT', properties: { a: { type: 'ARRAY', items: {} }, b: {} }, required: ['a'] },
    ],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, { anyOf: [{ type: 'STRING' }, { type: 'INTEGER' }] }],
  ])('%j becomes %j', (schema, expected) => {
    expect(responseSchema(schema, 's')).toEqual(expected);
  });

  it.each<[Json, string]>([
    [{ type: 'object', properties: { a: { $ref: '#' } } }, 's.properties.a.$ref'],
    [{ $ref: 'https://example.com/a' }, 's.$ref'],
    [{ $ref: '#/$defs/none' }, 's.$ref'],
    [{ type: 'object', properties: { a: { type: 'number', exclusiveMinimum: 1 } } }, 's.properties.a.exclusiveMinimum'],
    [{ type: 'array', items: { not: {} } }, 's.items.not'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 's.additionalProperties'],
    [{ oneOf: [{ type: 'number' }, { type: 'integer' }] }, 's.oneOf'],
    [{ allOf: [{}, {}] }, 's.allOf'],
    [{ const: { a: 1 } }, 's.const'],
    [{ const: true }, 's.const'],
    [{ anyOf: [{ type: 'string' }], minLength: 2 }, 's.minLength'],
    [{ minLength: 2 }, 's.type'],
    [{ type: 'any' }, 's.type'],
    [{ type: 'object', properties: {}, required: ['a'] }, 's.required'],
    [{ type: 'array', items: [] }, 's.items'],
  ])('%j is refused at %s', (schema, path) => {
    expect(refusal(schema)).toBe(path);
  });

  it('is nothing for a function that takes nothing', () => {
    expect(parametersSchema({ type: 'object', properties: {} }, 's')).toBeUndefined();
  });

  it('is refused where references would make it endless', () => {
    const level = (next: string) => ({
      type: 'object',
      properties: Object.fromEntries('abcdefgh'.split('').map((name) => [name, { $ref: `#/$defs/${next}` }])),
    });
    const $defs = { a: level('b'), b: level('c'), c: level('d'), d: level('e'), e: { type: 'string' } };

    expect(refusal({ ...level('a'), $defs })).toMatch(/^s\.properties/);
  });

  const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 4 },
      fc.record(
        { type: fc.constantFrom('string', ['string', 'null']), minLength: fc.nat(2), description: fc.string() },
        { requiredKeys: ['type'] },
      ),
      fc.record(
        {
          type: fc.constantFrom('integer', 'number', ['integer', 'string']),
          minimum: fc.integer({ min: -2, max: 2 }),
          maximum: fc.integer({ min: 0, max: 3 }),
        },
        { requiredKeys: ['type'] },
      ),
      fc.record({
        type: fc.constant('integer'),
        exclusiveMaximum: fc.integer({ min: -1, max: 3 }),
        maximum: fc.integer({ min: -1, max: 3 }),
      }),
      fc.record({ enum: fc.uniqueArray(fc.constantFrom<unknown>('a', 'b', 1, 2.5, null, true, false), { minLength: 1 }) }),
      fc.record({ const: fc.constantFrom<unknown>('a', 0, null) }),
      fc.constant({ type: 'boolean' }),
      fc.constant({ $ref: '#/$defs/d' }),
      fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: fc.nat(2) }, { requiredKeys: ['type'] }),
      fc.record({
        type: fc.constant('object'),
        properties: fc.record({ a: tie('schema'), b: tie('schema') }, { requiredKeys: [] }),
        required: fc.constantFrom([], ['a']),
        additionalProperties: fc.constant(false),
      }),
    ) as fc.Arbitrary<Json>,
  }));
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, false, 0, 1, 2, 2.5, -1, '', 'a', 'b', 'abc'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.record({ a: tie('value'), b: tie('value') }, { requiredKeys: [] }),
    ),
  })).value;

  it('lets through what it let through, or is refused by name', () => {
    let written = 0;

    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 20, maxLength: 20 }), (made, values) => {
        const given = { ...made, $defs: { d: { type: 'string', maxLength: 1 } } };
        if (refusal(given) !== undefined) return;
        written += 1;
        const rewritten = responseSchema(given, 's');
        for (const each of values)
          expect([each, rewritten, fitsSchema(rewritten, each)]).toEqual([each, rewritten, fitsJsonSchema(given, each, given)]);
      }),
      { numRuns: 1500 },
    );
    expect(written).toBeGreaterThan(500);
  });

  it('is refused by name or written, whatever it is', () => {
    const words = fc.constantFrom('type', 'items', 'properties', 'anyOf', 'oneOf', 'allOf', '$ref', 'enum', 'const', 'required', 'format');

    fc.assert(fc.property(fc.dictionary(words, fc.jsonValue()), (odd) => expect(refusal(odd as Json) ?? 's').toMatch(/^s/)));
  });
});
