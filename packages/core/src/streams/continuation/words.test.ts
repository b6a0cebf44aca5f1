import { describe, expect, it } from '@jest/globals';
import { Words } from './words.ts';

/** The text with a bar before each word. */
const marked = (text: string) => {
  const words = new Words(text);
  return text
    .split('')
    .map((unit, place) => (words.beginAt(place) ? `|${unit}` : unit))
    .join('');
};

describe('where words begin', () => {
  it.each([
    ['one two', '|one |two'],
    ["don't, no", "|don't, |no"],
    ['"one" (two)', '|"|one" |(|two)'],
    ['a = b.c;', '|a |= |b.|c;'],
    ['naïve cafe\u0301 x', '|naïve |cafe\u0301 |x'],
    ['我们 go', '|我|们 |go'],
    ['ที่นี่', '|ที่|นี่'],
    ['🌍𝒜b c', '|🌍|𝒜b |c'],
  ])('%j', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('counts letters of scripts without spaces as parts of words', () => {
    expect([new Words('one two').between(0, 7), new Words('我们').between(0, 2), new Words('どきどき').between(0, 4)]).toEqual([2, 2, 2.4]);
  });
});
