import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { closedSchema } from './schema.ts';

const object = (properties: Json, more: Json = {}) => ({ type: 'object', properties, ...more });
const tagged = (tag: string) => object({ kind: { const: tag } }, { required: ['kind'] });

function refusedAt(schema: Json): string | undefined {
  try {
    closedSchema(schema, 's');
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
    throw error;
  }
  return undefined;
}

describe('a schema that answers are held to', () => {
  it('is closed at every depth, says the same, and loses only words that bind nobody', () => {
    const given = object(
      {
        a: { type: ['string', 'null'], description: 'd', format: 'date', minLength: 0 },
        b: { type: 'array', items: object({ c: { enum: [1, 2] } }), minItems: 1, uniqueItems: false },
        d: { $ref: '#/$defs/e' },
        f: { allOf: [{ $ref: '#/$defs/e' }], description: 'g' },
        h: { type: 'string', format: 'colour', pattern: '^[a-z]+$', examples: ['x'] },
      },
      { required: ['a'], $schema: 'x', $defs: { e: object({}) } },
    );

    expect(closedSchema(given, 's')).toEqual({
      type: 'object',
      required: ['a'],
      additionalProperties: false,
      properties: {
        a: { type: ['string', 'null'], description: 'd', format: 'date' },
        b: { type: 'array', items: { ...object({ c: { enum: [1, 2] } }), additionalProperties: false }, minItems: 1 },
        d: { $ref: '#/$defs/e' },
        f: { $ref: '#/$defs/e', description: 'g' },
        h: { type: 'string', pattern: '^[a-z]+$' },
      },
      $defs: { e: { type: 'object', properties: {}, additionalProperties: false } },
    });
  });

  it('has any of choices for one of them, where no two overlap', () => {
    const apart = [
      [{ type: 'string' }, { type: 'integer' }],
      [tagged('a'), tagged('b')],
      [{ enum: [1] }, { enum: [2] }],
    ];
    const overlapping = [
      [{ type: 'number' }, { type: 'integer' }],
      [object({}), object({})],
      [tagged('a'), object({ kind: { const: 'b' } })],
    ];

    for (const oneOf of apart) expect(closedSchema({ oneOf }, 's')).toMatchObject({ anyOf: [{}, {}] });
    for (const oneOf of overlapping) expect(refusedAt({ oneOf })).toBe('s.oneOf');
  });

  it('follows each definition once, however often others name it', () => {
    const $defs: Record<string, Json> = { d40: object({}) };
    for (let at = 0; at < 40; at++) $defs[`d${at}`] = object({ a: { $ref: `#/$defs/d${at + 1}` }, b: { $ref: `#/$defs/d${at + 1}` } });

    expect(closedSchema({ ...object({ a: { $ref: '#/$defs/d0' } }), $defs }, 's')).toHaveProperty('$defs.d0.additionalProperties', false);
  });

  it.each<[Json, string]>([
    [object({ a: { type: 'integer', minimum: 1 } }), 's.properties.a.minimum'],
    [object({ a: { type: 'array', items: { type: 'string', maxLength: 3 } } }), 's.properties.a.items.maxLength'],
    [object({ a: { anyOf: [{ type: 'string' }, { not: {} }] } }), 's.properties.a.anyOf[1].not'],
    [object({ a: { type: 'array', minItems: 2 } }), 's.properties.a.minItems'],
    [object({ a: { type: 'string', pattern: '(?=a)' } }), 's.properties.a.pattern'],
    [object({}, { additionalProperties: { type: 'string' } }), 's.additionalProperties'],
    [object({ a: { type: 'object' } }), 's.properties.a.properties'],
    [object({ a: { $ref: '#/$defs/b' } }, { $defs: { b: object({ c: { $ref: '#/$defs/b' } }) } }), 's.$defs.b.properties.c.$ref'],
    [object({ a: { $ref: '#' } }), 's.properties.a.$ref'],
    [object({ a: { $ref: 'https://x' } }), 's.properties.a.$ref'],
    [object({ a: { allOf: [{ type: 'string' }, { type: 'string' }] } }), 's.properties.a.allOf'],
    [object({ a: false }), 's.properties.a'],
  ])('%j is refused at %s', (schema, path) => {
    expect(refusedAt(schema)).toBe(path);
  });
});
