import { describe, expect, it } from '@jest/globals';
import { Account, type HookFeedback } from '@sluice/core';
import type { Feedback } from '@sluice/store/logs';
import { GuardFeedback } from './guard-feedback.ts';

function record(...said: readonly HookFeedback[]) {
  const account = new Account(0);
  account.feedback.push(...said);
  return { account, trace: 't', key: undefined, at: 5 };
}

describe('what guardrails say of a request', () => {
  it('is kept as feedback on its trace, within the bounds of any', async () => {
    const kept: Feedback[] = [];
    const feedback = new GuardFeedback({ store: { addFeedback: async (all) => void kept.push(...all) }, onLost: () => {} });

    feedback.take(record({ value: -5, weight: 0.5, metadata: { check: 'words', count: 3 } }, { value: 99, weight: 7 }, { weight: 1 }));
    feedback.take(record());
    await feedback.stop();

    expect(kept).toEqual([
      { id: expect.any(String), trace: 't', workspace: null, at: 5, value: -5, weight: 0.5, metadata: { check: 'words', count: '3' } },
      { id: expect.any(String), trace: 't', workspace: null, at: 5, value: 10, weight: 1, metadata: {} },
    ]);
  });

  it('is told of when it cannot be kept, and harms nothing', async () => {
    const lost: number[] = [];
    const feedback = new GuardFeedback({
      store: { addFeedback: () => Promise.reject(new Error('gone')) },
      onLost: (_, count) => lost.push(count),
    });

    feedback.take(record({ value: 1 }, { value: 2 }));
    await feedback.stop();

    expect(lost).toEqual([2]);
  });
});
