import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { analyticsRoutes, GRAPHS } from '../../src/admin/resources/analytics/routes.ts';
import type { LogEntry } from '@sluice/store/logs';
import { entry } from './logs-support.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

const HOUR_MS = 3_600_000;

/** Far enough back that all of it is over, on an hour. */
const START = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 5 * HOUR_MS;
const RANGE = `time_of_generation_min=${new Date(START).toISOString()}&time_of_generation_max=${new Date(START + 3 * HOUR_MS - 1).toISOString()}`;

let stage: AdminStage;
let here: string;
let there: string;
const routes = analyticsRoutes({} as never);

interface Graph {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly data_points: readonly Readonly<Record<string, unknown>>[];
}

const at = (hour: number, number: number) => START + hour * HOUR_MS + number * 1000;

/** A record with nothing in it but what is said. */
const entryOf = (change: Partial<LogEntry>) =>
  entry({
    apiKeyId: undefined,
    virtualKey: undefined,
    config: undefined,
    configVersion: undefined,
    cache: undefined,
    tries: [],
    ...change,
  });

const timed = (total: number) => ({ total, parse: 1, plan: 1, connect: undefined, firstByte: 1, firstToken: undefined, upstream: total });

beforeAll(async () => {
  stage = await startAdmin({ routes: analyticsRoutes });
  here = await stage.addWorkspace('here');
  there = await stage.addWorkspace('there');
  stage.someone('of here', ['analytics.view'], here);
  stage.someone('of nothing', ['logs.read'], here);
  await stage.logs.append([
    // Worked out by hand below: three in the first hour, two in the second, none in the third; one elsewhere.
    entryOf({
      at: at(0, 1),
      workspace: here,
      provider: 'a',
      model: 'm1',
      status: 200,
      used: { input: 100, output: 20 },
      cost: 0.03,
      timings: timed(100),
      metadata: { _user: 'ada', team: 'x' },
      trace: 't1',
      virtualKey: 'vk',
      config: 'pc-1',
      cache: 'MISS',
    }),
    entryOf({
      at: at(0, 2),
      workspace: here,
      provider: 'a',
      model: 'm1',
      status: 429,
      used: undefined,
      cost: 0,
      timings: timed(50),
      metadata: { _user: 'ada' },
      fault: { kind: 'rate_limited', message: 'slow down' },
      cache: 'MISS',
    }),
    entryOf({
      at: at(0, 3),
      workspace: here,
      provider: 'b',
      model: 'm2',
      status: 200,
      used: { input: 200, output: 80 },
      cost: undefined,
      timings: timed(300),
      metadata: { _user: 'bob', team: 'x' },
      retries: 2,
      rescued: true,
      trace: 't3',
      cache: 'MISS',
    }),
    entryOf({
      at: at(1, 1),
      workspace: here,
      provider: 'a',
      model: 'm1',
      status: 200,
      used: { input: 100, output: 20 },
      cost: 0,
      saved: 0.03,
      timings: timed(5),
      cache: 'HIT',
      metadata: { _user: 'ada' },
      trace: 't4',
    }),
    entryOf({
      at: at(1, 2),
      workspace: here,
      provider: 'a',
      model: 'm1',
      status: 500,
      used: undefined,
      cost: 0,
      timings: timed(45),
      metadata: {},
      fault: { kind: 'upstream', message: 'no' },
      retries: -1,
      cache: 'DISABLED',
    }),
    entryOf({
      at: at(1, 3),
      workspace: there,
      provider: 'a',
      model: 'm9',
      status: 200,
      used: { input: 7, output: 7 },
      cost: 9,
      timings: timed(9),
      metadata: { _user: 'eve' },
    }),
  ]);
  const feedback = (id: string, trace: string, value: number, weight: number) => ({
    id,
    trace,
    workspace: here,
    value,
    weight,
    metadata: {},
    at: at(0, 9),
  });
  await stage.logs.addFeedback([feedback('f1', 't1', 10, 1), feedback('f2', 't1', 4, 0.5), feedback('f3', 't3', -5, 1)]);
});
afterAll(() => stage?.stop());

const replyOf = (path: string) => routes.find((route) => route.path === path)!.reply as Parameters<typeof mismatch>[0];

async function graph(name: string, more = ''): Promise<Graph> {
  const answer = await stage.askAs('of here', 'GET', `/analytics/graphs/${name}?${RANGE}${more}`);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  expect(mismatch(replyOf(`/analytics/graphs/${name}`), answer)).toBeUndefined();
  return answer.body as unknown as Graph;
}

/** Points that are something, without those of empty stretches. */
const told = ({ data_points: points }: Graph, isEmpty: (point: Readonly<Record<string, unknown>>) => boolean) =>
  points.filter((point) => !isEmpty(point)).map(({ timestamp: _timestamp, ...rest }) => rest);

const isZero = ({ total }: Readonly<Record<string, unknown>>) => total === 0;
const isNull = (name: string) => (point: Readonly<Record<string, unknown>>) => point[name] === null;

describe('graphs', () => {
  it('are the seventeen that clients know', () => {
    expect(GRAPHS.map(({ name }) => name).toSorted()).toEqual(
      (
        'requests cost latency tokens users users/requests errors errors/rate errors/stacks errors/status-codes ' +
        'requests/rescued cache/hit-rate cache/latency feedbacks feedbacks/scores feedbacks/weighted ' +
        'feedbacks/ai-models'
      )
        .split(' ')
        .toSorted(),
    );
  });

  it('have points in the order of time, empty ones among them', async () => {
    const { data_points: points } = await graph('requests');
    const times = points.map(({ timestamp }) => String(timestamp));

    expect(times).toEqual(times.toSorted());
    expect(times[0]).toBe(new Date(START).toISOString());
    expect(points.filter(isZero).length).toBeGreaterThan(0);
    expect(points.reduce((sum, { total }) => sum + Number(total), 0)).toBe(5);
  });

  it.each([
    ['requests', { total: 5 }],
    ['cost', { total: 3, avg: 0.75, unpriced_requests: 1 }],
    ['latency', { avg: 100, p50: 50, p90: 300, p99: 300 }],
    ['tokens', { total: 520, avg: 104 }],
    ['users', { total: 2 }],
    ['users/requests', { total: 4, unique: 2, avg: 2 }],
    ['errors', { total: 2 }],
    ['errors/rate', { rate: 40 }],
    ['errors/stacks', { total: 2 }],
    ['errors/status-codes', { total_errors: 2, unique_error_codes: 2 }],
    ['requests/rescued', { retry: 1, fallback: 1 }],
    ['cache/hit-rate', { total: 1, rate: 25 }],
    ['cache/latency', { avg: 5 }],
    ['feedbacks', { total: 3 }],
    ['feedbacks/scores', { total: 3 }],
    // (10·1 + 4·0.5 − 5·1) / 2.5
    ['feedbacks/weighted', { avg: 2.8 }],
    ['feedbacks/ai-models', {}],
  ])('sum up: %s', async (name, summary) => {
    expect((await graph(name)).summary).toEqual(summary);
  });

  it('tell of every stretch', async () => {
    expect(told(await graph('cost'), isZero)).toEqual(expect.arrayContaining([expect.objectContaining({ total: 3 })]));
    expect(told(await graph('errors/stacks'), ({ stats }) => (stats as unknown[]).length === 0)).toEqual([
      { stats: [{ response_status_code: 429, count: 1 }] },
      { stats: [{ response_status_code: 500, count: 1 }] },
    ]);
    expect(told(await graph('requests/rescued'), ({ fallback }) => fallback === 0)).toEqual([
      { retry: [{ retry_success_count: 2, count: 1 }], fallback: 1 },
    ]);
    expect(told(await graph('cache/latency'), isNull('avg'))).toEqual([{ avg: 5 }]);
    expect((await graph('cache/hit-rate')).data_points.at(-1)).toMatchObject({
      cumulative_simple_cache_savings: 3,
      cumulative_semantic_cache_savings: 0,
      rate: null,
    });
    expect((await graph('errors/status-codes')).data_points).toEqual(
      expect.arrayContaining([
        { status_code: 429, count: 1 },
        { status_code: 500, count: 1 },
      ]),
    );
    expect((await graph('feedbacks/scores')).data_points).toEqual([
      { score: -5, total: 1 },
      { score: 4, total: 1 },
      { score: 10, total: 1 },
    ]);
    expect((await graph('feedbacks/ai-models')).data_points).toEqual(
      expect.arrayContaining([
        // (10·1 + 4·0.5) / 1.5
        { ai_model: 'm1', total: 2, avg_weighted_feedback: 8 },
        { ai_model: 'm2', total: 1, avg_weighted_feedback: -5 },
      ]),
    );
  });

  it.each([
    ['errors-rate', 'errors/rate'],
    ['users-requests', 'users/requests'],
    ['errors-stack', 'errors/stacks'],
    ['errors-status-code', 'errors/status-codes'],
    ['requests-rescued', 'requests/rescued'],
    ['cache-hit-rate', 'cache/hit-rate'],
    ['cache-latency', 'cache/latency'],
    ['feedbacks/score', 'feedbacks/scores'],
  ])('are found by the name that other clients have for them: %s', async (other, name) => {
    const answer = await stage.askAs('of here', 'GET', `/analytics/graphs/${other}?${RANGE}`);

    expect(answer.body).toEqual(await graph(name));
  });

  it.each([
    ['status_code=429,500', 2],
    ['virtual_keys=vk', 1],
    ['configs=pc-1', 1],
    ['ai_org_model=a__m1', 4],
    ['metadata=%7B%22_user%22%3A%22ada%22%7D', 3],
    ['metadata=%7B%22_user%22%3A%22ada%22%2C%22team%22%3A%22x%22%7D', 1],
    ['total_units_min=121', 1],
    ['prompt_token_max=100', 2],
    ['completion_token_min=80', 1],
    ['cost_min=1&cost_max=4', 1],
    ['weighted_feedback_min=0', 1],
    ['weighted_feedback_max=0', 1],
    ['trace_id=t1,t3', 2],
    ['cache_status=HIT', 1],
    ['cache_status=hit', 1],
    ['cache_status=Miss,disabled', 4],
    ['api_key_ids=nobody', 0],
    ['span_id=0000000000000000', 0],
    ['prompt_slug=none', 0],
    ['workspace_slug=here', 5],
  ])('are of the records that are asked for: %s', async (query, total) => {
    expect((await graph('requests', `&${query}`)).summary).toEqual({ total });
  });

  it('keep to an exact stretch of time', async () => {
    const range = `time_of_generation_min=${new Date(at(0, 2)).toISOString()}&time_of_generation_max=${new Date(at(1, 1)).toISOString()}`;

    const answer = await stage.askAs('of here', 'GET', `/analytics/graphs/requests?${range}`);

    expect(answer.body['summary']).toEqual({ total: 3 });
  });

  it.each([
    ['', 'time_of_generation_min'],
    [`${RANGE}&status_code=bad`, 'status_code'],
    [`${RANGE}&metadata=x`, 'metadata'],
    [`${RANGE}&cache_status=HIT,STALE`, 'STALE'],
    [`${RANGE}&colour=blue`, 'colour'],
    [`${RANGE}&cost_min=cheap`, 'cost_min'],
    [`time_of_generation_min=2026-01-02&time_of_generation_max=2026-01-01`, 'time_of_generation_min'],
    [`time_of_generation_min=soon&time_of_generation_max=2026-01-01`, 'time_of_generation_min'],
  ])('say what is wrong with a question: %s', async (query, named) => {
    const answer = await stage.ask('GET', `/analytics/graphs/requests?${query}`);

    expect(answer.status).toBe(400);
    expect(answer.body.error!.message).toContain(`"${named}"`);
  });
});

describe('what somebody sees', () => {
  it('is what was asked in their workspaces', async () => {
    const all = await stage.ask('GET', `/analytics/graphs/requests?${RANGE}`);
    const one = await stage.ask('GET', `/analytics/graphs/requests?${RANGE}&workspace_slug=there`);
    const other = await stage.askAs('of here', 'GET', `/analytics/graphs/requests?${RANGE}&workspace_slug=there`);
    const none = await stage.askAs('of nothing', 'GET', `/analytics/graphs/requests?${RANGE}`);

    expect([all.body['summary'], one.body['summary']]).toEqual([{ total: 6 }, { total: 1 }]);
    expect([other.status, none.status]).toEqual([404, 403]);
  });
});

describe('groups', () => {
  const groups = async (name: string, more = '') => {
    const answer = await stage.askAs('of here', 'GET', `/analytics/groups/${name}?${RANGE}${more}`);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body as { readonly total: number; readonly data: readonly Readonly<Record<string, unknown>>[] };
  };

  it('of users tell requests and cents', async () => {
    const { total, data } = await groups('users');

    expect(total).toBe(2);
    expect(data).toEqual([
      { user: 'ada', requests: 3, cost: 3, unpriced_requests: 0, object: 'analytics-group' },
      { user: 'bob', requests: 1, cost: null, unpriced_requests: 1, object: 'analytics-group' },
    ]);
    expect(await groups('users', '&page_size=1&current_page=1')).toMatchObject({ total: 2, data: [{ user: 'bob' }] });
  });

  it('of metadata tell what was thought of their answers', async () => {
    const answer = await stage.askAs('of here', 'GET', `/analytics/groups/metadata/team?${RANGE}`);

    expect(mismatch(replyOf('/analytics/groups/metadata/:name'), answer)).toBeUndefined();
    expect(answer.body).toMatchObject({
      total: 1,
      data: [
        {
          metadata_value: 'x',
          requests: 2,
          cost: 3,
          unpriced_requests: 1,
          avg_tokens: 200,
          avg_weighted_feedback: 2.8,
          requests_with_feedback: 2,
        },
      ],
    });
  });

  it('of models tell all that is summed up', async () => {
    const answer = await stage.askAs(
      'of here',
      'GET',
      `/analytics/groups/ai-models?${RANGE}&workspace_slug=&cost_max=&page_size=&columns=`,
    );

    expect(mismatch(replyOf('/analytics/groups/:by'), answer)).toBeUndefined();
    expect((answer.body as unknown as { data: unknown[] }).data[0]).toMatchObject({
      ai_model: 'm1',
      requests: 4,
      cost: 3,
      total_tokens: 240,
      avg_tokens: 60,
      avg_latency: 50,
      success_rate: 50,
      error_count: 2,
      cache_hit_rate: expect.closeTo(33.3333, 3),
      object: 'analytics-group',
    });
  });

  it.each([
    ['providers', 'provider', ['a', 'b']],
    ['provider', 'provider', ['a', 'b']],
    ['ai_service', 'ai_service', ['a', 'b']],
    ['model', 'model', ['m1', 'm2']],
    ['workspaces', 'workspace_slug', ['here']],
    ['virtual-keys', 'virtual_key', ['vk']],
    ['configs', 'config', ['pc-1']],
    ['status-codes', 'status_code', [200, 429, 500]],
    ['status_code', 'status_code', [200, 429, 500]],
    ['errors', 'error', ['rate_limited', 'upstream']],
    ['prompts', 'prompt_slug', []],
    ['prompt-versions', 'prompt_version_id', []],
    ['api-keys', 'api_key_id', []],
  ])('are made by %s', async (name, member, values) => {
    const { data, total } = await groups(name);

    expect(total).toBe(data.length);
    expect(data.map((group) => group[member]).toSorted()).toEqual(values);
  });

  it('show the columns that are asked for, and no others', async () => {
    const { data } = await groups('model', '&columns=requests,error_count&include_total=true');

    expect(data[0]).toEqual({ model: 'm1', requests: 4, error_count: 2, object: 'analytics-group' });
    const answer = await stage.ask('GET', `/analytics/groups/model?${RANGE}&columns=colour`);
    expect([answer.status, answer.body.error!.param]).toEqual([400, 'columns']);
  });

  it('of workspaces count what belongs to none, so that they come to all there is', async () => {
    const lone = await stageWith([{ workspace: null }, { workspace: null }, { workspace: 'w1' }]);
    const answer = await lone.ask('GET', `/analytics/groups/workspaces?${RANGE}&columns=requests`);
    const all = await lone.ask('GET', `/analytics/graphs/requests?${RANGE}`);
    await lone.stop();

    expect(answer.body).toMatchObject({
      total: 2,
      data: [
        { workspace_slug: '', requests: 2 },
        { workspace_slug: 'w1', requests: 1 },
      ],
    });
    expect(all.body['summary']).toEqual({ total: 3 });
  });

  it('count what belongs to none as the default workspace’s, for who may see all, and for nobody else', async () => {
    const lone = await stageWith([{ workspace: null }, { workspace: 'w1' }]);
    const { id } = await lone.store.db.selectFrom('workspaces').select('id').where('slug', '=', 'default').executeTakeFirstOrThrow();
    lone.someone('of the default one', ['analytics.view'], id);
    const path = `/analytics/graphs/requests?${RANGE}&workspace_slug=default`;
    const answers = [await lone.ask('GET', path), await lone.askAs('of the default one', 'GET', path)];
    await lone.stop();

    expect(answers.map(({ body }) => body['summary'])).toEqual([{ total: 1 }, { total: 0 }]);
  });

  it('are of something that there is', async () => {
    expect((await stage.ask('GET', `/analytics/groups/colours?${RANGE}`)).status).toBe(404);
  });
});

describe('the summary of the cache', () => {
  it('says how much faster its answers were', async () => {
    const answer = await stage.askAs('of here', 'GET', `/analytics/summary/cache?${RANGE}`);

    expect(mismatch(replyOf('/analytics/summary/cache'), answer)).toBeUndefined();
    // Three were missed and took (100 + 50 + 300) / 3 = 150 ms; the fifth did not ask the cache.
    expect(answer.body['summary']).toEqual({ hits: 1, avg_latency: 5, total_requests: 4, cache_speedup: 30 });
  });
});

/** A stage of its own with records of the first hour. */
async function stageWith(changes: readonly Partial<LogEntry>[]): Promise<AdminStage> {
  const own = await startAdmin({ routes: analyticsRoutes });
  await own.logs.append(changes.map((change, number) => entryOf({ at: at(0, number), metadata: { _user: 'ada' }, ...change })));
  return own;
}

describe('what a request came to', () => {
  it('is a failure by a fault behind a status below 400 too, but not by its caller’s going away', async () => {
    const broken = { status: 200, aborted: true, fault: { kind: 'stream_broken', message: 'it broke' } } as const;
    const own = await stageWith([
      { status: 200, fault: undefined, aborted: false },
      { status: 200, fault: undefined, aborted: true },
      { ...broken },
      { ...broken, aborted: false },
      { status: 500, fault: { kind: 'upstream', message: 'no' }, aborted: false },
    ]);
    const summaryOf = async (name: string, more = '') =>
      (await own.ask('GET', `/analytics/graphs/${name}?${RANGE}${more}`)).body['summary'];
    const groupsOf = async (name: string) =>
      (await own.ask('GET', `/analytics/groups/${name}?${RANGE}`)).body['data'] as unknown as readonly object[];
    const [errors, rate, good, bad, stacks, codes] = await Promise.all([
      summaryOf('errors'),
      summaryOf('errors/rate'),
      summaryOf('requests', '&success=true'),
      summaryOf('requests', '&success=false'),
      summaryOf('errors/stacks'),
      summaryOf('errors/status-codes'),
    ]);
    const statuses = await groupsOf('status-codes');
    await own.stop();

    expect([errors, rate]).toEqual([{ total: 3 }, { rate: 60 }]);
    expect([good, bad]).toEqual([{ total: 1 }, { total: 4 }]);
    expect([stacks, codes]).toEqual([{ total: 1 }, { total_errors: 1, unique_error_codes: 1 }]);
    expect(statuses).toMatchObject([
      { status_code: 200, requests: 4, error_count: 2, success_rate: 50 },
      { status_code: 500, requests: 1, error_count: 1, success_rate: 0 },
    ]);
  });
});

describe('what nobody knows the cost of', () => {
  it('has no cost, and is no cost of nothing', async () => {
    const own = await stageWith([{ model: 'odd', cost: undefined }]);
    const graph = (await own.ask('GET', `/analytics/graphs/cost?${RANGE}`)).body as unknown as Graph;
    const groups = await Promise.all(
      ['ai-models', 'users', 'metadata/_user'].map(
        async (name) => (await own.ask('GET', `/analytics/groups/${name}?${RANGE}`)).body['data'],
      ),
    );
    await own.stop();

    expect(graph.summary).toEqual({ total: null, avg: null, unpriced_requests: 1 });
    expect(told(graph, isZero)).toEqual([{ total: null, avg: null, unpriced_requests: 1 }]);
    expect(graph.data_points.filter(isZero)).toContainEqual(expect.objectContaining({ total: 0, avg: null, unpriced_requests: 0 }));
    for (const data of groups) expect(data).toEqual([expect.objectContaining({ requests: 1, cost: null, unpriced_requests: 1 })]);
  });
});
