import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../test/support/gateway.ts';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, text, type Fields, type Reply } from './sdk.ts';
import { keyFor, PAIRS, setStage, STARTING_MS, virtualKey, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

/** What is answered once it is what is waited for. */
async function awaited(ask: () => Promise<Reply>, isIt: (reply: Reply) => boolean): Promise<Reply> {
  let reply = await ask();
  await eventually(async () => isIt(reply) || isIt((reply = await ask())), `the answer stays ${JSON.stringify(reply)}`);
  return reply;
}

describeWith(pythonClients, 'logs, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  const recordsOf = async (trace: string): Promise<readonly Reply[]> => items(await stage.node.send('get', `/logs?trace_id=${trace}`));
  const told = (trace: string): Fields => ({
    request: { url: '/v1/chat/completions', method: 'POST', headers: {}, provider: 'groq', body: { model: 'm' } },
    response: { status: 200, headers: {}, body: { usage: { prompt_tokens: 3, completion_tokens: 2 } }, response_time: 9 },
    metadata: { traceId: trace, team: 'core' },
  });

  describe.each(PAIRS)('by $maker, read with $reader', ({ maker, reader }) => {
    it('are told of, and found', async () => {
      const trace = `told-by-${maker}`;

      const answer = await stage[maker].call('logs.create', told(trace));

      const [record] = await recordsOf(trace);
      const whole = await stage[reader].send('get', `/logs/${text(record!, 'id')}`);
      expect(JSON.stringify(answer)).toContain('ok');
      expect(whole).toMatchObject({
        metrics: { source: 'api', ai_org: 'groq', total_units: 5, response_time: 9 },
        metadata: { team: 'core' },
        request: { body: { model: 'm' } },
      });
    });

    it('are listed, written and fetched as exports', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const trace = `exported-by-${maker}`;
      // Records belong to the workspace of the key that tells of them.
      await one.with({ api_key: await keyFor(stage, ['logs.write'], { workspace_id: 'default' }) }).call('logs.create', told(trace));

      const created = await one.call('logs.exports.create', {
        workspace_id: 'default',
        filters: { trace_id: 'none' },
        description: 'of a test',
        requested_data: ['id'],
      });
      const export_id = text(created, 'id');
      const read = await other.call('logs.exports.retrieve', { export_id });
      const updated = await other.call('logs.exports.update', {
        export_id,
        workspace_id: 'default',
        filters: { ai_org: 'groq', metadata: { team: 'core' } },
        requested_data: ['trace_id', 'ai_org', 'total_units'],
      });
      const list = await one.call('logs.exports.list', { workspace_id: 'default' });
      const started = await one.call('logs.exports.start', { export_id });
      const done = await awaited(
        () => other.call('logs.exports.retrieve', { export_id }),
        (reply) => reply['status'] !== 'in_progress',
      );
      const { signed_url: url } = await other.call('logs.exports.download', { export_id });
      const file = await fetch(String(url));

      expect(created).toMatchObject({ total: 0, object: 'export' });
      expect(read).toMatchObject({ status: 'draft', description: 'of a test', requested_data: ['id'], filters: { trace_id: 'none' } });
      expect(updated).toMatchObject({ id: export_id, object: 'export' });
      expect(items(list).map((each) => each['id'])).toContain(export_id);
      expect(started).toMatchObject({ object: 'export', message: expect.any(String) });
      expect(done).toMatchObject({ status: 'success' });
      expect(file.status).toBe(200);
      expect(await file.text()).toContain(`{"trace_id":"${trace}","ai_org":"groq","total_units":5}\n`);

      const stopped = text(await other.call('logs.exports.create', { workspace_id: 'default', filters: {} }), 'id');
      expect(await one.call('logs.exports.cancel', { export_id: stopped })).toMatchObject({ object: 'export' });
      expect(await other.call('logs.exports.retrieve', { export_id: stopped })).toMatchObject({ status: 'stopped' });
    });

    it('are refused to who may not', async () => {
      const weak = stage[maker].with({ api_key: await keyFor(stage, ['configs.list']) });

      expect(await refusal(weak.call('logs.create', told('never')))).toMatchObject({ status: 403 });
      expect(await refusal(weak.call('logs.exports.list', { workspace_id: 'default' }))).toMatchObject({ status: 403 });
    });
  });

  it('are kept of calls, without what was said where their key wishes so', async () => {
    const slug = await virtualKey(stage, 'gsk-logged');
    const quiet = await keyFor(stage, ['completions.write', 'virtual_keys.read'], { defaults: { log_bodies: false } });
    const recordOf = async (api_key: string, trace: string) => {
      await stage.node.with({ api_key, virtual_key: slug, metadata: { trace } }).call('chat.completions.create', {
        model: 'm',
        messages: [{ role: 'user', content: 'Hello' }],
      });
      const found = await awaited(
        () => stage.node.send('get', `/logs?metadata=${encodeURIComponent(JSON.stringify({ trace }))}`),
        (reply) => items(reply).length > 0,
      );
      return stage.python.send('get', `/logs/${text(items(found)[0]!, 'id')}`);
    };

    const [kept, unsaid] = [await recordOf(stage.adminKey, 'kept'), await recordOf(quiet, 'unsaid')];

    expect(kept).toMatchObject({ request: { body: { messages: [{ content: 'Hello' }] } }, metrics: { ai_org: 'groq', virtual_key: slug } });
    expect(unsaid).toMatchObject({ request: { body: null }, response: { body: null, status: 200 }, metrics: { ai_org: 'groq' } });
  });

  it('were asked for in every way that an SDK has', () => {
    expect([...uncalled(stage, METHODS.logs), ...uncalled(stage, METHODS.logExports)]).toEqual([]);
  });
});
