import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cacheKey, type CacheQuestion } from './cache-key.ts';

const ASK: CacheQuestion = {
  tenant: 'key 1',
  judges: undefined,
  url: 'https://api.example.com/v1/chat/completions',
  body: Buffer.from('{"model":"m","messages":[{"role":"user","content":"hi"}]}'),
  partition: undefined,
};

const keyOf = (body: string) => cacheKey({ ...ASK, body: Buffer.from(body) });

describe('the key of an answer', () => {
  it('is a sha256 in hex, and the same for the same ask', () => {
    const key = cacheKey(ASK);

    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(cacheKey({ ...ASK })).toBe(key);
  });

  it.each([
    ['another caller', { tenant: 'key 2' }],
    ['other checks', { judges: '[]' }],
    ['another address', { url: 'https://api.example.com/v1/completions' }],
    ['another namespace', { partition: 'mine' }],
    ['an empty namespace', { partition: '' }],
    ['another body', { body: Buffer.from('{"model":"m","messages":[]}') }],
  ])('is another for %s', (_, change) => {
    expect(cacheKey({ ...ASK, ...change })).not.toBe(cacheKey(ASK));
  });

  it.each([
    ['spacing', '{"a":[1,2],"b":"x y"}', ' {\n"a" : [ 1,\t2 ],\r\n "b": "x y" }\n'],
    ['streaming', '{"a":1}', '{"a":1,"stream":true,"stream_options":{"include_usage":true}}'],
    ['streaming said first', '{"a":1}', '{"stream":false,"a":1}'],
    ['how a letter is spelt', '{"a":"é/\\n🌍"}', '{"a":"\\u00e9\\/\\u000a\\ud83c\\udf0d"}'],
  ])('does not depend on %s', (_, one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each([
    ['the order of members', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['the order of members named by numbers', '{"2":1,"1":2}', '{"1":2,"2":1}'],
    ['space within a text', '{"a":"x y"}', '{"a":"xy"}'],
    ['a seed that is too large for a number', '{"seed":9007199254740993}', '{"seed":9007199254740992}'],
    ['what a member given twice was first', '{"a":0,"a":1}', '{"a":2,"a":1}'],
    ['a stream that is not at the top', '{"a":{"stream":true}}', '{"a":{}}'],
    ['bodies that are no JSON', 'one', 'other'],
  ])('depends on %s', (_, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it('takes no two asks for the same because their parts run together', () => {
    const part = fc.string({ unit: fc.constantFrom('a', ':', '1', '-'), maxLength: 4 });
    const ask = fc.record({
      tenant: part,
      judges: fc.option(part, { nil: undefined }),
      url: part,
      partition: fc.option(part, { nil: undefined }),
      text: part,
    });

    fc.assert(
      fc.property(ask, ask, (one, other) => {
        const [a, b] = [one, other].map(({ text, ...rest }) => cacheKey({ ...rest, body: Buffer.from(text) }));

        expect(a === b).toBe(JSON.stringify(Object.values(one)) === JSON.stringify(Object.values(other)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same however a value is indented, and another for another value', () => {
    const value = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }), {
      maxKeys: 5,
      noNullPrototype: true,
    });

    fc.assert(
      fc.property(value, value, fc.integer({ min: 0, max: 8 }), (one, other, indent) => {
        fc.pre([one, other].every((each) => !('stream' in each) && !('stream_options' in each)));

        const key = keyOf(JSON.stringify(one));

        expect(keyOf(JSON.stringify(one, undefined, indent))).toBe(key);
        expect(keyOf(JSON.stringify(other)) === key).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 500 },
    );
  });
});
