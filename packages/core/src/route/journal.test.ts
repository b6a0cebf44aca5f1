import { describe, expect, it } from '@jest/globals';
import { Journal, stepView, type Attempt } from './journal.ts';

describe('the journal of a request', () => {
  it('keeps what happened in its order, and works out why only for who reads it', () => {
    const journal = new Journal();
    let asked = 0;
    const attempt: Attempt = {
      kind: 'attempt',
      target: 'a',
      provider: 'acme',
      model: 'new',
      status: 200,
      fault: undefined,
      retries: 0,
      ms: 5,
    };
    journal.add({ kind: 'chosen', fork: 'config', mode: 'single', target: 'a', why: () => `because ${++asked}` });
    journal.add(attempt);

    const unread = asked;
    const views = journal.steps.map(stepView);

    expect(unread).toBe(0);
    expect(views).toEqual([{ kind: 'chosen', fork: 'config', mode: 'single', target: 'a', why: 'because 1' }, attempt]);
  });
});
