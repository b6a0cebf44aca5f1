import { describe, expect, it } from '@jest/globals';
import { syntaxProblem } from './syntax-problem.ts';

describe('syntaxProblem', () => {
  it('finds none in JSON', () => {
    expect(syntaxProblem('{"a": [1, 2.5e3, "\\u00e9"], "b": {}}')).toBeUndefined();
  });

  it.each([
    ['', 1, /nothing here yet/],
    ['{\n  "a": 1,\n}', 3, /comma before “}” is one too many/],
    ['{\n  "a": \n}', 3, /value is missing/],
    ['{\n  "a": 1\n  "b": 2\n}', 3, /comma or a colon is missing/],
    ["{\n  'a': 1\n}", 2, /double quotation marks/],
    ['{\n  "a": 1', 2, /ends too early/],
    ['{\n  // why\n  "a": 1\n}', 2, /no comments/],
  ])('says where and what: %j', (text, line, message) => {
    expect(syntaxProblem(text)).toMatchObject({ line, message: expect.stringMatching(message) });
  });

  it('marks something that can be seen', () => {
    const problem = syntaxProblem('{"a": 1')!;

    expect(problem.to).toBeGreaterThan(problem.from);
    expect(problem.to).toBeLessThanOrEqual(7);
  });
});
