import { describe, expect, it } from '@jest/globals';
import { usersWords } from './users-words.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));

describe('usersWords', () => {
  it('names keys, and the workspace', () => {
    expect(usersWords(named('shop'), false)).toBe('One key has it as default (shop).');
    expect(usersWords(named('a', 'b', 'c', 'd'), true)).toBe(
      'It is the default of its workspace, and 4 keys have it as default (a, b, c…).',
    );
    expect(usersWords([], false)).toBe('No key has it as default.');
  });

  it('claims nothing that nobody knows', () => {
    expect(usersWords(undefined, false)).toBe('');
  });
});
