import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { call, CHAT, type Reply } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';
import { toldBy } from './all-that-is-kept.ts';

jest.setTimeout(60_000);

describeOnPostgres('a log in PostgreSQL', (cluster) => {
  let upstream: Upstream;
  let gateway: InProcess;
  beforeAll(async () => {
    upstream = await startUpstream(json(COMPLETION));
    gateway = await startInProcess({
      GROQ_BASE_URL: `${upstream.origin}/v1`,
      SLUICE_DATABASE_URL: await cluster()!.schema(),
      SLUICE_LOG_TEXT_SEARCH: 'on',
    });
  }, 60_000);
  afterAll(async () => {
    await gateway?.stop();
    await upstream?.close();
  });

  const admin = (method: string, path: string, body?: object): Promise<Reply> =>
    call(`${gateway.url}/v1${path}`, { method, headers: { 'x-portkey-api-key': ADMIN_KEY }, ...(body && { body }) });

  const send = (trace: string, user: string, content: string) =>
    call(`${gateway.url}/v1/chat/completions`, {
      headers: {
        'x-portkey-api-key': ADMIN_KEY,
        'x-portkey-provider': 'groq',
        authorization: 'Bearer gsk-caller-0123456789',
        'x-portkey-trace-id': trace,
        'x-portkey-metadata': JSON.stringify({ _user: user }),
      },
      body: { ...CHAT, model: 'openai/gpt-oss-20b', messages: [{ role: 'user', content }] },
    });

  const found = async (query: string) =>
    ((await admin('GET', `/logs?${query}`)).json.data as readonly { readonly id: string }[]).map(({ id }) => id);

  /** Of all that was in the last hour, and is in the next. */
  const around = () => {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    return `time_of_generation_min=${at(-1)}&time_of_generation_max=${at(1)}`;
  };

  const requests = async () => (await admin('GET', `/analytics/graphs/requests?${around()}`)).json.summary.total as number;

  it('has a call from its end to its erasure', async () => {
    await send('of-ada', 'ada', 'a question of pomegranates');
    await send('of-bob', 'bob', 'a question of lighthouses');
    await eventually(async () => (await found('page_size=10')).length === 2, 'there are no records');
    const [ofAda] = await found('trace_id=of-ada');
    const [ofBob] = await found('trace_id=of-bob');

    const one = await admin('GET', `/logs/${ofAda!}`);
    const byMetadata = await found(`metadata=${encodeURIComponent('{"_user":"bob"}')}`);
    const byText = await found('text=pomegranates');
    const before = await requests();
    const feedback = await admin('POST', '/feedback', { trace_id: 'of-ada', value: 5 });
    const scores = await admin('GET', `/analytics/graphs/feedbacks?${around()}`);
    const told = await toldBy(gateway.url);
    const erased = await admin('DELETE', '/logs?user=ada');
    const gone = await admin('GET', `/logs/${ofAda!}`);
    const after = await toldBy(gateway.url);

    expect(one.text).toContain('"of-ada"');
    expect(one.text).toContain('a question of pomegranates');
    expect(one.text).toContain('Paris');
    expect(byMetadata).toEqual([ofBob]);
    expect(byText).toEqual([ofAda]);
    expect(before).toBe(2);
    expect([feedback.status, scores.status]).toEqual([200, 200]);
    expect(scores.json.summary).toMatchObject({ total: 1 });
    expect(told.get('export')).toContain('pomegranates');
    expect([erased.status, erased.json.records, gone.status]).toEqual([200, 1, 404]);
    expect([...after.values()].join('')).not.toContain('pomegranates');
    expect([...after.values()].join('')).toContain('lighthouses');
    expect(await cluster()!.query(`select count(*) from pg_tables where tablename like 'log\\_%'`)).not.toBe('0');
  });
});
