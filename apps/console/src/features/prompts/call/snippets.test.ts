import { describe, expect, it } from '@jest/globals';
import { inPython, snippetsOf } from './snippets.ts';

const VARIABLES = { name: `O'Neill "the\n$HOME`, strict: true, none: null, items: [1, { a: [] }] };
const CALL = { baseUrl: 'http://127.0.0.1:8787/v1', reference: 'greeting@3', variables: VARIABLES };

/** The words of a line as a shell reads them, without variables. */
function wordsOf(line: string): readonly string[] {
  const parts = line.replaceAll('\\\n', ' ').matchAll(/((?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+)/g);
  return [...parts].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, single?: string, double?: string, one?: string) => single ?? double ?? one ?? ''),
  );
}

describe('snippets of a call', () => {
  it('give a shell exactly the variables, whatever is in them', () => {
    const [{ text } = { text: '' }] = snippetsOf(CALL);

    const words = wordsOf(text);

    expect(words[1]).toBe('http://127.0.0.1:8787/v1/prompts/greeting@3/completions');
    expect(JSON.parse(words[words.indexOf('-d') + 1]!)).toEqual({ variables: VARIABLES });
  });

  it('are the same in Python’s words', () => {
    expect(inPython({ a: true, b: null, c: [false], d: {} })).toBe(
      '{\n    "a": True,\n    "b": None,\n    "c": [\n        False,\n    ],\n    "d": {},\n}',
    );
  });

  it('name the prompt and the gateway in each', () => {
    for (const { text } of snippetsOf(CALL)) {
      expect(text).toContain('greeting@3');
      expect(text).toContain('http://127.0.0.1:8787/v1');
    }
  });
});
