import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../test/support/gateway.ts';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, type Fields, type Reply } from './sdk.ts';
import { ask, keyFor, PAIRS, setStage, STARTING_MS, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

const HOUR_MS = 3_600_000;

/** The hours around now. */
const range = (): Fields => ({
  time_of_generation_min: new Date(Date.now() - HOUR_MS).toISOString(),
  time_of_generation_max: new Date(Date.now() + HOUR_MS).toISOString(),
});

const summary = (reply: Reply) => reply['summary'] as Fields;

describeWith(pythonClients, 'analytics, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    const api_key = await keyFor(stage, ['completions.write'], { workspace_id: await workspaceCalled(stage, 'Charted') });
    const options = { provider: 'groq', metadata: { _user: 'ada', team: 'core' }, api_key };
    for (let request = 0; request < 3; request += 1) await ask(stage.node, options);
    await eventually(
      async () => summary(await stage.node.call('analytics.graphs.requests', range()))['total'] === 3,
      'the three requests are in no chart',
    );
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('by $maker', ({ maker }) => {
    it.each([
      ['requests', { total: 3 }],
      ['cost', { unpriced_requests: expect.any(Number) }],
      ['latency', { avg: expect.any(Number), p50: expect.any(Number), p90: expect.any(Number), p99: expect.any(Number) }],
      ['tokens', { total: expect.any(Number), avg: expect.any(Number) }],
      ['users', { total: 1 }],
      ['users_requests', { total: 3, unique: 1, avg: 3 }],
      ['errors', { total: 0 }],
      ['errors_rate', { rate: 0 }],
      ['errors_stacks', { total: 0 }],
      ['errors_status_codes', { total_errors: 0, unique_error_codes: 0 }],
      ['requests_rescued', { retry: 0, fallback: 0 }],
      ['cache_hit_rate', { total: 0 }],
      ['cache_latency', { avg: null }],
      ['feedbacks', { total: 0 }],
      ['feedbacks_scores', { total: 0 }],
      ['feedbacks_weighted', { avg: null }],
      ['feedbacks_ai_models', {}],
    ])('a graph is drawn: %s', async (name, expected) => {
      const graph = await stage[maker].call(`analytics.graphs.${name}`, range());

      expect(graph).toMatchObject({ object: 'analytics-graph', summary: expected, data_points: expect.any(Array) });
    });

    it('groups are made', async () => {
      const sdk = stage[maker];
      const users = await sdk.call('analytics.groups.users', range());
      const models = await sdk.call('analytics.groups.ai_models', range());
      const workspaces = await sdk.call('analytics.groups.workspaces', range());
      const teams = await (maker === 'node'
        ? sdk.call('analytics.groups.metadata', 'team', range())
        : sdk.call('analytics.groups.metadata', { metadata_key: 'team', ...range() }));
      const providers = await (maker === 'node'
        ? sdk.call('analytics.groups.group_by', 'provider', { ...range(), columns: 'requests' })
        : sdk.call('analytics.groups.group_by', { group_by: 'provider', ...range(), columns: 'requests' }));

      expect(items(users)).toMatchObject([{ user: 'ada', requests: 3 }]);
      expect(items(models)).toMatchObject([{ ai_model: 'm', requests: 3 }]);
      expect(items(workspaces)).toMatchObject([{ workspace_slug: expect.stringContaining('charted'), requests: 3 }]);
      expect(items(teams)).toMatchObject([{ metadata_value: 'core', requests: 3 }]);
      expect(items(providers)).toEqual([{ provider: 'groq', requests: 3, object: 'analytics-group' }]);
    });

    it('the cache is summed up', async () => {
      const reply = await stage[maker].call('analytics.summary.cache', range());

      expect(summary(reply)).toMatchObject({ hits: 0, total_requests: 0 });
    });
  });

  it('are for who may look at them, and of a time that makes sense', async () => {
    const weak = stage.python.with({ api_key: await keyFor(stage, ['completions.write']) });

    expect(await refusal(weak.call('analytics.graphs.cost', range()))).toMatchObject({ status: 403 });
    expect(await refusal(stage.node.call('analytics.graphs.cost', { ...range(), time_of_generation_min: 'soon' }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('time_of_generation_min'),
    });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.graphs)).toEqual([]);
    expect(uncalled(stage, METHODS.groups)).toEqual([]);
    expect(uncalled(stage, METHODS.summary)).toEqual([]);
  });
});
