import { describe, expect, it } from '@jest/globals';
import { readHooks } from '../guards/read-hooks.ts';
import { readingOnce } from './hook-lists.ts';

const words = (word: string) => [{ 'default.contains': { words: [word], operator: 'any' } }];

describe('lists of hooks', () => {
  it('are read once, however many targets inherit them', () => {
    const asked: unknown[] = [];
    const read = readingOnce((node) => (asked.push(node), readHooks(node)));
    const [inherited, own] = [words('a'), words('b')];

    const first = read({ input_guardrails: inherited });
    const second = read({ input_guardrails: inherited, output_guardrails: own });

    expect(asked).toEqual([{ input_guardrails: inherited }, { output_guardrails: own }]);
    expect(second.before[0]).toBe(first.before[0]);
  });

  it('come to the same as when they are read together, one list in two places too', () => {
    const twice = words('a');
    const node = {
      output_guardrails: twice,
      input_guardrails: twice,
      before_request_hooks: words('b'),
      after_request_hooks: ['pg-saved'],
    };

    const shapeOf = (read: typeof readHooks) => JSON.stringify(read(node));

    expect(shapeOf(readingOnce(readHooks))).toBe(shapeOf(readHooks));
  });
});
