import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberOf, withLongNumbers, withMarkedNumbers } from './long-numbers.ts';

/** There and back, once as JSON and once as JSON in a string of JSON. */
const through = (text: string) => withLongNumbers(JSON.stringify({ plain: JSON.parse(withMarkedNumbers(text)) }));
const nested = (text: string) => withLongNumbers(JSON.stringify({ text: JSON.stringify(JSON.parse(withMarkedNumbers(text))) }));

describe('a number too long for JavaScript', () => {
  it.each(['{"id":1234567890123456789}', '[-99999999999999999999,1]', '{"a":{"b":[18446744073709551615]}}'])(
    'comes through in %s',
    (text) => {
      expect(through(text)).toBe(`{"plain":${text}}`);
      expect((JSON.parse(nested(text)) as { text: string }).text).toBe(text);
    },
  );

  it('is left alone in strings, and where it is not too long', () => {
    const text = '{"a":"1234567890123456789","b":"\\"1234567890123456789","c":1234567890123456,"d":0.12345678901234567}';

    expect(withMarkedNumbers(text)).toBe(text);
  });

  it('changes nothing in any other JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        expect(JSON.parse(withLongNumbers(withMarkedNumbers(JSON.stringify(value))))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });

  it('is nearly a number', () => {
    const { seed } = JSON.parse(withMarkedNumbers('{"seed":12345678901234567890}')) as { seed: unknown };

    expect([numberOf(seed), numberOf(7), numberOf('7'), numberOf(null)]).toEqual([12345678901234567000, 7, undefined, undefined]);
  });
});
