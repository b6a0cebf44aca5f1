import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsIn } from '../logs/records-in.ts';
import { call, CHAT, type Reply } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let gateway: InProcess;
/** By trace. */
const ids = new Map<string, string>();

const MODEL = 'openai/gpt-oss-20b';

const send = (trace: string, headers: Readonly<Record<string, string>>, body: object = {}, path = '/chat/completions'): Promise<Reply> =>
  call(`${gateway.url}/v1${path}`, {
    headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-virtual-key': 'team', 'x-portkey-trace-id': trace, ...headers },
    body: { ...CHAT, model: MODEL, ...body },
  });

beforeAll(async () => {
  upstream = await startUpstream(json(COMPLETION));
  gateway = await startInProcess(
    { GROQ_BASE_URL: `${upstream.origin}/v1`, OPENAI_BASE_URL: `${upstream.origin}/v1` },
    `virtual_keys:
  - { slug: team, provider: groq, key: gsk-team-0123456789 }
  - { slug: other, provider: openai, key: sk-other-0123456789 }
prompts: [{ slug: capital, string: '[{"role":"user","content":"The capital of {{land}}?"}]', parameters: { model: openai/gpt-oss-20b }, virtual_key: team }]`,
  );
  await send('paid', { 'x-portkey-metadata': '{"tier":"paid"}' });
  await send('free', { 'x-portkey-metadata': '{"tier":"free"}' });
  await send('prompted', {}, { variables: { land: 'France' } }, '/prompts/capital/completions');
  await send('unkept', { 'x-portkey-debug': 'false' });
  await send('secret', {}, { user: 'sk-ant-api03-0123456789abcdef0123456789abcdef' });
  await send('passed', {}, {}, '/something/else');
  await eventually(async () => {
    for (const { trace, id } of await recordsIn(gateway.dataDir)) ids.set(trace, id);
    return ids.size === 6;
  }, 'not all are recorded');
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

const dryRun = (body: object, key = ADMIN_KEY): Promise<Reply> =>
  call(`${gateway.url}/v1/route/dry-run`, { headers: { 'x-portkey-api-key': key }, body });

const BY_TIER = {
  strategy: {
    mode: 'conditional',
    // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the config language
    conditions: [{ query: { 'metadata.tier': 'paid' }, then: 'better' }],
    default: 'usual',
  },
  targets: [
    { name: 'better', virtual_key: 'other', override_params: { model: 'gpt-4o-mini' } },
    { name: 'usual', virtual_key: 'team' },
  ],
};

describe('a draft of a config', () => {
  it('is run over what was asked, and nobody is called', async () => {
    const before = upstream.received.length;

    const { status, json: report } = await dryRun({ config: BY_TIER });

    expect(status).toBe(200);
    expect(report).toMatchObject({
      object: 'route.dry-run',
      judged: 3,
      moved: 1,
      targets: expect.arrayContaining([
        { target: 'config.targets[1]', requests: 2 },
        { target: 'config.targets[0]', requests: 1 },
      ]),
    });
    expect(report.moves).toContainEqual({
      from: { provider: 'groq', model: MODEL },
      to: { provider: 'openai', model: 'gpt-4o-mini' },
      requests: 1,
    });
    const paid = report.data.find(({ id }: { id: string }) => id === ids.get('paid'));
    expect(paid).toMatchObject({ moves: true, answered: { provider: 'groq', virtual_key: 'team' }, would: { virtual_key: 'other' } });
    expect(paid.why.join()).toContain('config.targets[0]');
    expect(upstream.received).toHaveLength(before);
  });

  it('says what it would have cost, by the tokens of then', async () => {
    const { json: report } = await dryRun({ config: BY_TIER, ids: [ids.get('paid'), ids.get('free')] });

    const [paid, free] = ['paid', 'free'].map((trace) => report.data.find(({ id }: { id: string }) => id === ids.get(trace)));
    // 3 tokens in and 2 out: gpt-4o-mini at 0.15 and 0.60 US dollars a million.
    expect(paid.would.cost).toBeCloseTo(((3 * 0.15 + 2 * 0.6) / 1_000_000) * 100, 12);
    expect(free.would.cost).toBeCloseTo(free.answered.cost, 12);
    expect(report.cost.requests).toBe(2);
    expect(report.cost.difference).toBeCloseTo(paid.would.cost - paid.answered.cost, 10);
  });

  it('leaves unknown what nobody knows', async () => {
    const config = { virtual_key: 'other', override_params: { model: 'nobody-knows' } };

    const { json: report } = await dryRun({ config, ids: [ids.get('paid')] });

    expect(report).toMatchObject({ judged: 1, cost: { requests: 0, before: 0, after: 0, unknown: 1 }, data: [{ would: { cost: null } }] });
  });

  it('counts what cannot be judged, by reason', async () => {
    const { json: report } = await dryRun({ config: BY_TIER });

    const reasons = report.not_judged.map(({ reason, requests }: { reason: string; requests: number }) => [reason, requests]);
    expect(reasons.toSorted()).toEqual([
      ['body_not_kept', 1],
      ['not_an_operation', 1],
      ['secrets_taken_out', 1],
    ]);
  });

  it('is run over what a filter wants, and the newest where there are too many', async () => {
    const [filtered, limited] = await Promise.all([
      dryRun({ config: BY_TIER, filter: { metadata: { tier: 'free' } } }),
      dryRun({ config: BY_TIER, limit: 1 }),
    ]);

    expect(filtered.json.data).toMatchObject([{ id: ids.get('free'), moves: false }]);
    expect(limited.json.judged + limited.json.not_judged.length).toBe(1);
  });

  it.each([
    ['that is none', { config: { strategy: { mode: 'never' }, targets: [{}] } }, 'strategy.mode'],
    ['that names what is not there', { config: { virtual_key: 'nobodys' } }, 'nobodys'],
    ['that is not given', {}, 'config'],
  ])('one %s is refused', async (_what, body, named) => {
    const { status, json: reply } = await dryRun(body);

    expect(status).toBe(400);
    expect(reply.message).toContain(named);
  });

  it('is run over no record of another workspace', async () => {
    const ask = (path: string, body: object) => call(`${gateway.url}/v1${path}`, { headers: { 'x-portkey-api-key': ADMIN_KEY }, body });
    const { json: place } = await ask('/admin/workspaces', { name: 'elsewhere' });
    const { json: made } = await ask('/api-keys/workspace/service', {
      name: 'some',
      scopes: ['completions.write', 'logs.read'],
      workspace_id: place.id,
    });

    const { json: report } = await dryRun({ config: { provider: 'groq' }, ids: [ids.get('paid')] }, made.key);

    expect(report).toMatchObject({ judged: 0, not_judged: [], data: [] });
  });
});
