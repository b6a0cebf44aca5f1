import { describe, expect, it } from '@jest/globals';
import { Account } from './account.ts';
import { configured, testHouse, type Does } from './house.test.support.ts';

const WELL: Does = { status: 200, text: '{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello Ada"}}]}' };

const contains = (word: string, more: object) => ({ 'default.contains': { operator: 'any', words: [word] }, ...more });

describe('what guardrails say of a request', () => {
  it('is written down, of checks before the request and behind the answer, by how each came out', async () => {
    const { ask } = testHouse(() => WELL);
    const account = new Account(0);
    const request = configured({
      provider: 'acme',
      input_guardrails: [
        contains('nowhere', { on_fail: { feedback: { value: -5, weight: 0.5 } }, on_success: { feedback: { value: 5 } } }),
      ],
      output_guardrails: [contains('Ada', { on_success: { feedback: { value: 7, metadata: { check: 'name' } } } }), contains('Ada', {})],
    });

    await ask({ ...request, account });

    expect(account.feedback).toEqual([
      { value: -5, weight: 0.5 },
      { value: 7, metadata: { check: 'name' } },
    ]);
  });

  it('is nothing where no guardrail is asked', async () => {
    const { ask } = testHouse(() => WELL);
    const account = new Account(0);

    await ask({ ...configured({ provider: 'acme' }), account });

    expect(account.feedback).toEqual([]);
  });
});
