import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExperimentReport } from '@sluice/contract';
import { call } from './support/call.ts';
import { ADMIN_KEY, eventually } from './support/gateway.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';

const USERS = 160;

/** One variant answers, the other one never does, and a guardrail says so. */
const CONFIG = JSON.stringify({
  configs: [
    {
      slug: 'pc-trial',
      config: {
        strategy: { mode: 'split', experiment: 'trial' },
        input_guardrails: [
          {
            'default.contains': { operator: 'any', words: ['thanks'] },
            on_success: { feedback: { value: 4 } },
            on_fail: { feedback: { value: -2 } },
          },
        ],
        targets: [
          { provider: 'mock', name: 'control' },
          { provider: 'mock', name: 'broken', override_params: { mock: { status: 500 } } },
        ],
      },
    },
  ],
});

let gateway: InProcess;
beforeAll(async () => {
  gateway = await startInProcess({}, CONFIG);
});
afterAll(() => gateway?.stop());

const asAdmin = { 'x-portkey-api-key': ADMIN_KEY };

const ask = (user: number, content: string) =>
  call(`${gateway.url}/v1/chat/completions`, {
    headers: { ...asAdmin, 'x-portkey-config': 'pc-trial', 'x-portkey-metadata': JSON.stringify({ _user: `user-${user}` }) },
    body: { model: 'mock', messages: [{ role: 'user', content }] },
  });

const report = async () => (await call(`${gateway.url}/v1/experiments/trial`, { headers: asAdmin })).json as ExperimentReport;

describe('an experiment', () => {
  it('is on record with what its variants came to, from the request to the report', async () => {
    for (let user = 0; user < USERS; user += 1) {
      await ask(user, user % 3 === 0 ? 'thanks' : 'no');
      await ask(user, 'no');
    }
    await eventually(async () => {
      const { variants } = await report();
      return variants?.reduce((sum, { requests }) => sum + requests, 0) === 2 * USERS;
    }, 'not all requests are on record');
    await eventually(async () => (await report()).variants.every(({ metrics }) => metrics.feedback.units > 50), 'feedback is missing');

    const { control, variants, comparisons, sample_ratio: ratio, warnings } = await report();

    expect([control, variants.map(({ variant }) => variant)]).toEqual(['control', ['broken', 'control']]);
    expect(variants.reduce((sum, { units }) => sum + units, 0)).toBe(USERS);
    const [{ metrics }] = comparisons as [ExperimentReport['comparisons'][number]];
    expect(metrics.error_rate).toMatchObject({ verdict: 'higher', difference: { value: 1 } });
    expect(metrics.feedback.verdict).toBe('none_found');
    expect(metrics.requests_per_unit).toMatchObject({ verdict: 'none_found', difference: { value: 0 } });
    expect(ratio.verdict).toBe('as_expected');
    expect(warnings.filter((warning) => !warning.includes('cost'))).toEqual([]);
  }, 60_000);

  it('stands among those that were seen', async () => {
    const { json } = await call(`${gateway.url}/v1/experiments`, { headers: asAdmin });

    expect(json).toMatchObject({ object: 'list', total: 1, data: [{ name: 'trial', requests: 2 * USERS }] });
  });
});
