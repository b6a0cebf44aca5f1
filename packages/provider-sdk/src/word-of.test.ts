import { describe, expect, it } from '@jest/globals';
import { wordOf } from './word-of.ts';

describe('a JSON value as a word', () => {
  it.each([
    ['text', 'text'],
    [7, '7'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ toString: 1, valueOf: null }, '{"toString":1,"valueOf":null}'],
    [[{ toString: 'x' }], '[{"toString":"x"}]'],
  ])('%j is %s', (value, word) => {
    expect(wordOf(value)).toBe(word);
  });
});
