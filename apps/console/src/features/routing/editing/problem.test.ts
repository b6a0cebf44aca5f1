import { describe, expect, it } from '@jest/globals';
import { syntaxProblem } from '../text/syntax-problem.ts';
import { problemsIn } from './problem.ts';

describe('problemsIn', () => {
  it('puts what the gateway says to its line', () => {
    const text = '{\n  "targets": [\n    {},\n    { "retry": { "attempts": 9 } }\n  ]\n}';

    const problems = problemsIn(text, undefined, [
      { path: '/targets/1/retry/attempts', place: 'targets[1].retry.attempts', message: 'at most 5' },
    ]);

    expect(problems).toMatchObject([{ line: 4, place: 'targets[1].retry.attempts', message: 'at most 5' }]);
    expect(text.slice(problems[0]!.from, problems[0]!.to)).toBe('"attempts": 9');
  });

  it('says of what is no JSON nothing but that', () => {
    const text = '{"a": }';

    expect(problemsIn(text, syntaxProblem(text), [{ path: '', place: '', message: 'old' }])).toHaveLength(1);
  });

  it('wants an object', () => {
    expect(problemsIn('[]', undefined)).toMatchObject([{ message: 'A config is an object in braces' }]);
  });
});
