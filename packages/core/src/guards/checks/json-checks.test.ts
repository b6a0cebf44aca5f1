import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { complaints, subject, tried } from '../given.test.fixture.ts';
import { jsonInText } from './json-in-text.ts';

const SCHEMA = { type: 'object', properties: { age: { type: 'integer', minimum: 0 } }, required: ['age'] };

describe('JSON in a text', () => {
  it.each([
    ['```json\n{"a":1}\n``` and {"b":2}', [{ a: 1 }]],
    ['```\nnot json\n``` but {"b":2} and {"c":{"d":"}"}}', [{ b: 2 }, { c: { d: '}' } }]],
    ['```[1]```', [[1]]],
    ['[{"a":1}]', [[{ a: 1 }]]],
    ['so {this is not} {"it":"is"}', [{ it: 'is' }]],
    ['{"never":"closed"', []],
    ['nothing', []],
  ])('%j holds %j', (text, values) => {
    expect([...jsonInText(text)]).toEqual(values);
  });

  it('is found in any prose around it', () => {
    const prose = fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '\n', '[', ':') });

    fc.assert(
      fc.property(prose, fc.dictionary(fc.string(), fc.jsonValue()), prose, (before, value, after) => {
        const written = JSON.stringify(value);

        // Fences in the value's own strings would hide it.
        fc.pre(!written.includes('```'));
        expect([...jsonInText(`x${before}${written}${after}`)]).toEqual([JSON.parse(written)]);
      }),
    );
  });

  it.each(['{', '{"', '{}x{', '"{', '{"a":{'])('is looked for in linear time in many %j', (unit) => {
    const began = performance.now();

    const found = [...jsonInText(unit.repeat(200_000))];

    expect(found.length).toBeLessThanOrEqual(200_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('jsonSchema', () => {
  it.each([
    [{ schema: SCHEMA }, 'Here: {"age": 3}', true],
    [{ schema: SCHEMA }, 'Here: {"age": -3}', false],
    [{ schema: SCHEMA }, 'Here: {"age": -3} or {"age": 3}', true],
    [{ schema: SCHEMA }, 'none', false],
    [{ schema: SCHEMA, not: true }, '{"age": 3}', false],
    [{ schema: SCHEMA, not: true }, 'none', true],
    [{ schema: { $schema: 'http://json-schema.org/draft-07/schema#', $id: 'https://x/y', ...SCHEMA } }, '{"age": 3}', true],
    [{ schema: { $defs: { n: { type: 'number' } }, properties: { a: { $ref: '#/$defs/n' } } } }, '{"a": "x"}', false],
    [{ schema: { properties: { a: { pattern: '^(a+)+$' } } } }, `{"a": "${'a'.repeat(30_000)}!"}`, false],
    [{ schema: { properties: { child: { $ref: '#' } }, required: ['a'] } }, '{"a":1,"child":{"a":1,"child":{}}}', false],
    [{ schema: { properties: { child: { $ref: '#' } }, required: ['a'] } }, '{"a":1,"child":{"a":1}}', true],
    [{ schema: { properties: { child: { $ref: '#n' } }, $defs: { n: { $anchor: 'n', type: 'number' } } } }, '{"child":"x"}', false],
    [{ schema: { properties: { a: { pattern: '^x' }, b: { pattern: '^y' } } } }, '{"a": "x", "b": "x"}', false],
    [{ schema: { properties: { a: { uniqueItems: true } } } }, '{"a": [{"x":1,"y":2},{"y":2,"x":1}]}', false],
    [{ schema: { properties: { a: { uniqueItems: true } } } }, '{"a": [1, "1", [1], null]}', true],
    [{ schema: { properties: { a: { prefixItems: [{ const: 1 }] } }, unevaluatedProperties: false } }, '{"a": [1], "b": 2}', false],
  ])('%j on %.60j is %s', async (parameters, text, verdict) => {
    const { check } = await tried('jsonSchema', parameters, subject(text, 'after'));

    expect(check).toMatchObject({ id: 'default.jsonSchema', verdict });
    expect(check.error).toBeUndefined();
  });

  it.each([
    [{}, /required/],
    [{ schema: { type: 'nothing' } }, /schema is invalid/],
    [{ schema: { $ref: 'https://example.com/schema.json' } }, /leads outside/],
    [{ schema: { $ref: '#/$defs/missing' } }, /can't resolve/],
    [{ schema: { properties: { a: { $id: 'x' } } } }, /\$id/],
    [{ schema: { $dynamicRef: '#x' } }, /\$dynamicRef/],
    [{ schema: { $async: true } }, /\$async/],
    [{ schema: { pattern: 'a(?=b)' } }, /lookahead/],
    [{ schema: { description: 'x'.repeat(70_000) } }, /larger than 64 KB/],
    [{ schema: JSON.parse('{"not":'.repeat(100) + '{}' + '}'.repeat(100)) as unknown }, /nested deeper/],
  ])('refuses %.80j', (parameters, message) => {
    expect(complaints('jsonSchema', parameters)[0]).toMatchObject({
      path: ['input_guardrails', 0, 'jsonSchema', 'schema'],
      message: expect.stringMatching(message),
    });
  });

  it('does not explode on definitions that double each other, nor follow itself for ever', async () => {
    const definitions = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [`d${level}`, { allOf: [1, 2].map(() => ({ $ref: `#/$defs/d${level + 1}` })) }]),
    );
    const doubling = { $defs: { ...definitions, d40: {} }, $ref: '#/$defs/d0' };

    const exploding = await tried('jsonSchema', { schema: doubling }, subject('{"a":1}'));
    const circular = await tried('jsonSchema', { schema: { allOf: [{ $ref: '#' }] } }, subject('{"a":1}'));

    expect([exploding.check.verdict, circular.check.verdict]).toEqual([false, false]);
  });

  it.each([
    ['of the same name', (type: string) => ({ $id: 'https://x/same', properties: { a: { type } } })],
    ['that refer to themselves', (type: string) => ({ properties: { a: { type }, child: { $ref: '#' } } })],
    ['with an anchor', (type: string) => ({ properties: { a: { $ref: '#a' } }, $defs: { a: { $anchor: 'a', type } } })],
  ])('keeps two schemas apart %s', async (_name, schemaOf) => {
    const [text, number] = [{ schema: schemaOf('string') }, { schema: schemaOf('number') }];
    const about = subject('{"a":1,"child":{"a":1}}');

    const runs = [await tried('jsonSchema', text, about), await tried('jsonSchema', number, about), await tried('jsonSchema', text, about)];

    expect(runs.map(({ check }) => check.verdict)).toEqual([false, true, false]);
  });
});

describe('jsonKeys', () => {
  it.each([
    [{ keys: ['a', 'b'], operator: 'any' }, '{"a":1}', true],
    [{ keys: ['a', 'b'], operator: 'any' }, '{"c":1}', false],
    [{ keys: ['a', 'b'], operator: 'all' }, '{"a":1} {"a":1,"b":2}', true],
    [{ keys: ['a', 'b'], operator: 'all' }, '{"a":1} {"b":2}', false],
    [{ keys: ['a', 'b'], operator: 'none' }, '{"c":1}', true],
    [{ keys: ['a', 'b'], operator: 'none' }, '{"a":1}', false],
    [{ keys: ['toString'] }, '{"a":1}', false],
    [{ keys: ['a'], operator: 'none' }, 'no JSON', false],
  ])('%j on %j is %s', async (parameters, text, verdict) => {
    const { check } = await tried('jsonKeys', parameters, subject(text, 'after'));

    expect(check.verdict).toBe(verdict);
  });

  it('refuses a single key', () => {
    expect(complaints('jsonKeys', { keys: 'a' })[0]?.message).toMatch(/array/);
  });
});
