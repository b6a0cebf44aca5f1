import { describe, expect, it } from '@jest/globals';
import { nearestName } from './nearest-name.ts';

const NAMES = ['computer-use-preview', 'deepseek-chat', 'gpt-4', 'gpt-4o', 'gpt-4o-mini', 'o1', 'o3'];

describe('the name that was meant', () => {
  it.each([
    ['gpt-4o-mni', 'gpt-4o-mini'],
    ['gtp-4o', 'gpt-4o'],
    ['gpt4o', 'gpt-4o'],
    ['GPT-4o', 'gpt-4o'],
    ['deepseek_chat', 'deepseek-chat'],
    ['deepsek-chat', 'deepseek-chat'],
  ])('by %s is %s', (asked, meant) => {
    expect(nearestName(NAMES, asked)).toBe(meant);
  });

  it.each(['gpt-4o', 'gpt-5', 'o2', 'my-deployment', 'gpt-4o-realtime', 'x'.repeat(10_000), ''])('by %s is none of them', (asked) => {
    expect(nearestName(NAMES, asked)).toBeUndefined();
  });
});
