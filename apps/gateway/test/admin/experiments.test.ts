import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExperimentReport } from '@sluice/contract';
import type { StoredConfig } from '@sluice/core';
import { readConfig } from '@sluice/core/config';
import type { LogEntry } from '@sluice/store/logs';
import { experimentRoutes } from '../../src/admin/resources/experiments/routes.ts';
import { entry } from './logs-support.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

const HOUR_MS = 3_600_000;
const START = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 4 * HOUR_MS;
const USERS = 130;

const routes = experimentRoutes({} as never);
const replyOf = (path: string) => routes.find((route) => route.path === path)!.reply as Parameters<typeof mismatch>[0];

let stage: AdminStage;
let here: string;

const part = (user: number, variant: string, change: Partial<LogEntry> = {}) =>
  entry({
    at: START + user * 1000,
    workspace: here,
    config: 'pc-tone',
    configVersion: 'v1',
    experiment: 'tone',
    variant,
    metadata: { _user: `user-${user}` },
    tries: [],
    bodies: undefined,
    ...change,
  });

/** Half of the users get the short answers, which cost less; all take as long, each in their own way. */
function requests(): readonly LogEntry[] {
  return Array.from({ length: USERS }, (_, user) => user).flatMap((user) => {
    const variant = user % 2 === 0 ? 'long' : 'short';
    const cost = (variant === 'long' ? 0.02 : 0.01) * (1 + (user % 7) / 100);
    const timings = {
      total: 100 + ((user >> 1) % 10),
      parse: 1,
      plan: 1,
      connect: undefined,
      firstByte: 1,
      firstToken: undefined,
      upstream: 100,
    };
    return [0, 1, 2].map((number) => part(user, variant, { at: START + user * 1000 + number, cost, timings }));
  });
}

async function saved(weights: readonly [number, number]): Promise<StoredConfig> {
  const written = {
    strategy: { mode: 'split', experiment: 'tone' },
    targets: [
      { provider: 'mock', name: 'long', weight: weights[0] },
      { provider: 'mock', name: 'short', weight: weights[1] },
    ],
  };
  return {
    id: 'c',
    slug: 'pc-tone',
    versionId: 'v1',
    workspaces: undefined,
    config: await readConfig(written, { origin: 'stored', id: 'pc-tone' }),
  };
}

let config: StoredConfig | undefined;
beforeAll(async () => {
  stage = await startAdmin({ routes: experimentRoutes, savedConfig: (slug) => (slug === 'pc-tone' ? config : undefined) });
  here = await stage.addWorkspace('here');
  stage.someone('of here', ['analytics.view'], here);
  stage.someone('of elsewhere', ['analytics.view'], await stage.addWorkspace('elsewhere'));
  await stage.logs.append(requests());
  await stage.logs.append([part(0, 'x', { experiment: 'tiny' }), part(1, 'y', { experiment: 'tiny' })]);
  config = await saved([1, 1]);
});
afterAll(() => stage?.stop());

async function report(query = '', name = 'tone'): Promise<ExperimentReport> {
  const answer = await stage.askAs('of here', 'GET', `/experiments/${name}${query}`);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  expect(mismatch(replyOf('/experiments/:name'), answer)).toBeUndefined();
  return answer.body as unknown as ExperimentReport;
}

describe('experiments', () => {
  it('are those that somebody’s requests were part of', async () => {
    const own = await stage.askAs('of here', 'GET', '/experiments');
    const others = await stage.askAs('of elsewhere', 'GET', '/experiments');

    expect(mismatch(replyOf('/experiments'), own)).toBeUndefined();
    expect(own.body).toMatchObject({ total: 2 });
    expect((own.body['data'] as readonly unknown[]).find((each) => (each as { name: string }).name === 'tone')).toMatchObject({
      requests: 3 * USERS,
      variants: [
        { variant: 'long', requests: (3 * USERS) / 2 },
        { variant: 'short', requests: (3 * USERS) / 2 },
      ],
    });
    expect(others.body).toMatchObject({ total: 0, data: [] });
    expect((await stage.askAs('of elsewhere', 'GET', '/experiments/tone')).status).toBe(404);
  });

  it('are compared user by user: a cost that is halved is found, and a latency that is the same is not', async () => {
    const { variants, comparisons, control, unit, sample_ratio: ratio, warnings } = await report();

    expect([control, unit, warnings]).toEqual(['long', ['_user'], []]);
    expect(variants.map(({ variant, units, requests: all }) => [variant, units, all])).toEqual([
      ['long', USERS / 2, (3 * USERS) / 2],
      ['short', USERS / 2, (3 * USERS) / 2],
    ]);
    expect(comparisons).toHaveLength(1);
    const { cost, latency, error_rate: errors, requests_per_unit: count, feedback } = comparisons[0]!.metrics;
    expect(cost).toMatchObject({ verdict: 'lower' });
    expect(cost.relative!.value).toBeCloseTo(-0.5, 1);
    // Cents: two for a long answer, one for a short one, and up to six hundredths more.
    expect(cost.difference!.value).toBeCloseTo(-1, 0);
    expect(latency.verdict).toBe('none_found');
    expect(count).toMatchObject({ verdict: 'none_found', difference: { value: 0 } });
    expect([errors.verdict, feedback.verdict]).toEqual(['too_few', 'too_few']);
    expect(ratio).toMatchObject({ verdict: 'as_expected', p_value: 1 });
  });

  it('say so when variants have not as many users as the config gives them', async () => {
    config = await saved([9, 1]);
    const wrong = await report();
    config = await saved([1, 1]);
    const told = await report('?weights={"long":9,"short":1}');

    for (const { sample_ratio: ratio, warnings } of [wrong, told]) {
      expect(ratio).toMatchObject({ verdict: 'mismatch', variants: [{ variant: 'long', units: 65, expected: 117 }, { variant: 'short' }] });
      expect(warnings[0]).toContain('do not have as many units as their weights say');
    }
  });

  it('do not hold variants against the weights of another version than their requests came by', async () => {
    config = { ...(await saved([9, 1])), versionId: 'v2' };
    const { sample_ratio: ratio } = await report();
    config = await saved([1, 1]);

    expect(ratio).toMatchObject({ verdict: 'not_checked', reason: expect.stringContaining('another by now') });
  });

  it('do not hold variants against weights that nobody knows', async () => {
    config = undefined;
    const { sample_ratio: ratio } = await report();
    config = await saved([1, 1]);

    expect(ratio).toMatchObject({ verdict: 'not_checked', reason: expect.stringContaining('not saved') });
  });

  it('say that there are too few, and compare with the variant that is asked for', async () => {
    const { comparisons, warnings } = await report('', 'tiny');
    const other = await report('?control=short');

    expect(Object.values(comparisons[0]!.metrics).map(({ verdict }) => verdict)).toEqual(Array.from({ length: 7 }, () => 'too_few'));
    expect(warnings[0]).toContain('fewer than 50 units');
    expect(other.comparisons[0]).toMatchObject({ variant: 'long', against: 'short', metrics: { cost: { verdict: 'higher' } } });
  });

  it('are of the time that is asked for', async () => {
    const from = new Date(START + 10_000).toISOString();
    const to = new Date(START + 30_000).toISOString();

    const { variants } = await report(`?from=${from}&to=${to}`);

    expect(variants.map(({ units }) => units)).toEqual([10, 10]);
  });

  it.each([
    ['control=none', 'control'],
    ['weights=[1]', 'weights'],
    ['from=2026-01-02&to=2026-01-01', 'from'],
    // Nothing that comes of a variant chooses requests.
    ['status_code=200', 'status_code'],
    ['ai_model=m', 'ai_model'],
  ])('refuse what would make no sense: %s', async (query, param) => {
    const answer = await stage.askAs('of here', 'GET', `/experiments/tone?${query}`);

    expect([answer.status, answer.body.error!.param]).toEqual([400, param]);
  });
});
