import { describe, expect, it } from '@jest/globals';
import { complaints, subject, tried } from '../given.test.fixture.ts';

const TABLE: readonly [id: string, parameters: Record<string, unknown>, text: string, verdict: boolean][] = [
  ['default.regexMatch', { rule: '\\d{3}' }, 'abc 123', true],
  ['default.regexMatch', { rule: '\\d{3}' }, 'abc', false],
  ['default.regexMatch', { rule: '\\d{3}', not: true }, 'abc', true],
  ['default.regexMatch', { rule: '\\d{3}', not: true }, '123', false],
  ['default.contains', { words: ['a', 'b'], operator: 'any' }, 'b', true],
  ['default.contains', { words: ['a', 'b'], operator: 'any' }, 'A', false],
  ['default.contains', { words: ['a', 'b'], operator: 'all' }, 'ab', true],
  ['default.contains', { words: ['a', 'b'], operator: 'all' }, 'a', false],
  ['default.contains', { words: ['a', 'b'], operator: 'none' }, 'c', true],
  ['default.contains', { words: ['a', 'b'], operator: 'none' }, 'cab', false],
  ['default.wordCount', { minWords: 2, maxWords: 3 }, ' one  two\n', true],
  ['default.wordCount', { minWords: 2, maxWords: 3 }, 'one', false],
  ['default.wordCount', { minWords: 2, maxWords: 3 }, 'a b c d', false],
  ['default.wordCount', { minWords: 2, maxWords: 3, not: true }, 'one', true],
  ['default.sentenceCount', { minSentences: 2, maxSentences: 2 }, 'It is 3.14. Really?!', true],
  ['default.sentenceCount', { minSentences: 2, maxSentences: 2 }, 'He said "no." She left', true],
  ['default.sentenceCount', { minSentences: 2, maxSentences: 2 }, '你好。再见。', true],
  ['default.sentenceCount', { minSentences: 2, maxSentences: 2 }, 'One.', false],
  ['default.sentenceCount', { minSentences: 0, maxSentences: 0 }, '  ', true],
  ['default.sentenceCount', { minSentences: 2, maxSentences: 2, not: true }, 'One.', true],
  ['default.characterCount', { minCharacters: 1, maxCharacters: 3 }, 'abc', true],
  ['default.characterCount', { minCharacters: 1, maxCharacters: 3 }, 'abcd', false],
  ['default.characterCount', { minCharacters: 1, maxCharacters: 3, not: true }, 'abcd', true],
  ['default.alluppercase', {}, 'ABC 1', true],
  ['default.alluppercase', {}, 'ABc', false],
  ['default.alluppercase', { not: true }, 'ABc', true],
  ['default.alllowercase', {}, 'abc é', true],
  ['default.alllowercase', {}, 'abC', false],
  ['default.alllowercase', { not: true }, 'abC', true],
  ['default.endsWith', { suffix: 'bye' }, 'good bye', true],
  ['default.endsWith', { suffix: 'bye' }, 'bye now', false],
  ['default.endsWith', { suffix: 'bye', not: true }, 'bye now', true],
  ['default.notNull', {}, 'x', true],
  ['default.notNull', {}, ' \n', false],
  ['default.notNull', { not: true }, '', true],
  ['default.containsCode', { format: 'Python' }, 'see\n```py\nprint()\n```', true],
  ['default.containsCode', { format: 'Python' }, 'see\n```js\nprint()\n```', false],
  ['default.containsCode', { format: 'Python' }, '```python never closed', false],
  ['default.containsCode', { format: 'SQL', not: true }, 'none', true],
];

describe.each(['before', 'after'] as const)('a check of a text, %s the request', (phase) => {
  it.each(TABLE)('%s %j on %j is %s', async (id, parameters, text, verdict) => {
    const { check } = await tried(id, parameters, subject(text, phase));

    expect(check).toMatchObject({ id, verdict, transformed: false, data: { explanation: expect.any(String) } });
    expect(check.error).toBeUndefined();
  });
});

it.each([
  ['regexMatch', {}, ['rule'], /required/],
  ['regexMatch', { rule: 'a(?=b)' }, ['rule'], /lookahead/],
  ['regexReplace', { rule: '/(a)\\1/' }, ['rule'], /backreferences/],
  ['contains', { words: 'x' }, ['words'], /array/],
  ['contains', { words: ['x'], operator: 'some' }, ['operator'], /any, all, none/],
  ['contains', { words: ['x'], wrods: [] }, ['wrods'], /not allowed/],
  ['wordCount', { minWords: 1 }, ['maxWords'], /required/],
  ['wordCount', { minWords: 2, maxWords: 1 }, ['maxWords'], /greater than or equal/],
  ['wordCount', { minWords: 1, maxWords: '2' }, ['maxWords'], /number/],
  ['endsWith', {}, ['suffix'], /required/],
  ['alluppercase', { not: 'yes' }, ['not'], /boolean/],
  ['containsCode', {}, ['format'], /required/],
] as const)('%s refuses %j', (id, parameters, inside, message) => {
  const problems = complaints(id, parameters);

  expect(problems).toEqual([{ path: ['input_guardrails', 0, id, ...inside], message: expect.stringMatching(message) }]);
});

describe('regexReplace', () => {
  it.each([
    ['\\d+', undefined, 'a 12 b 3', 'a [REDACTED] b [REDACTED]'],
    ['/SECRET/i', '***', 'my secret', 'my ***'],
    ['(\\w+)@(\\w+)', '$2', 'me@home', 'home'],
    ['x', '', 'axb', 'ab'],
  ])('rewrites %s to %s', async (rule, redactText, text, expected) => {
    const about = subject(text);

    const { request, check } = await tried('default.regexReplace', { rule, ...(redactText !== undefined && { redactText }) }, about);

    expect(check).toMatchObject({ verdict: true, transformed: true });
    expect(request).toEqual({ model: 'm-1', messages: [{ role: 'user', content: expected }] });
    expect(about.request).toEqual(subject(text).request);
  });

  it('fails on what it is to fail on, and leaves alone what it does not find', async () => {
    const about = subject('no digits');

    const found = await tried('default.regexReplace', { rule: '\\d', failOnDetection: true }, subject('1'));
    const notFound = await tried('default.regexReplace', { rule: '\\d', failOnDetection: true }, about);

    expect(found.check.verdict).toBe(false);
    expect(notFound.check).toMatchObject({ verdict: true, transformed: false });
    expect(notFound.request).toBe(about.request);
  });

  it('does not let pass what it cannot take out in time', async () => {
    const { check } = await tried('default.regexReplace', { rule: 'a.*b|c' }, subject('ac'.repeat(40_000)));

    expect(check).toMatchObject({ verdict: false, transformed: false, error: { message: expect.stringContaining('too long') } });
  });
});

it('takes little time for megabytes', async () => {
  const text = `${'word "{[.! '.repeat(300_000)}(a+)+`;
  const began = performance.now();

  await tried('regexMatch', { rule: '(a+)+$' }, subject(text));
  await tried('wordCount', { minWords: 1, maxWords: 2 }, subject(text));
  await tried('sentenceCount', { minSentences: 1, maxSentences: 2 }, subject(text));
  await tried('jsonKeys', { keys: ['x'] }, subject(text));
  await tried('containsCode', { format: 'x' }, subject('```'.repeat(300_000)));
  await tried('validUrls', {}, subject('https://a'.repeat(300_000)));

  expect(performance.now() - began).toBeLessThan(5_000);
});
