import { describe, expect, it } from '@jest/globals';
import { headersIn } from './headers-in.ts';

describe('Headers out of their text', () => {
  it.each([
    ['none', '', {}],
    ['several', 'a\nb\nc\nd: e', { a: 'b', c: 'd: e' }],
    ['an empty value, also at the end', 'a\n\nb\n', { a: '', b: '' }],
    ['a name that stands there twice', 'a\n1\nb\n2\na\n3', { a: '3', b: '2' }],
  ])('reads %s', (_, text, headers) => {
    expect(headersIn(text)).toEqual(headers);
  });

  it('takes a name for nothing but a name', () => {
    const headers = headersIn('__proto__\na\nconstructor\nb');

    expect(Object.entries(headers)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});
