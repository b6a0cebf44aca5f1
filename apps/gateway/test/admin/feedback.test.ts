import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { feedbackRoutes } from '../../src/admin/resources/feedback/routes.ts';
import { startAdmin, type AdminStage } from './support.ts';

let stage: AdminStage;
let here: string;
let there: string;
beforeAll(async () => {
  stage = await startAdmin({ routes: feedbackRoutes });
  here = await stage.addWorkspace('here');
  there = await stage.addWorkspace('there');
  stage.someone('of here', ['completions.write'], here);
  stage.someone('of there', ['logs.write'], there);
  stage.someone('a reader', ['logs.read'], here);
});
afterAll(() => stage?.stop());

const ids = (answer: { readonly body: unknown }) => (answer.body as { readonly feedback_ids: readonly string[] }).feedback_ids;

describe('feedback', () => {
  it('is kept for a trace that nobody has heard of yet', async () => {
    const answer = await stage.ask('POST', '/feedback?workspace_id=', {
      trace_id: 'early',
      value: 5,
      weight: 0.5,
      metadata: { by: 'ada' },
    });

    expect(answer).toMatchObject({ status: 200, body: { status: 'success', message: 'Feedback successfully saved' } });
    expect(ids(answer)).toHaveLength(1);
    expect(await stage.logs.feedbackOn(['early'])).toEqual([
      { id: ids(answer)[0], trace: 'early', workspace: null, value: 5, weight: 0.5, metadata: { by: 'ada' }, at: expect.any(Number) },
    ]);
  });

  it.each([
    [
      'an array',
      [
        { trace_id: 'many', value: 1 },
        { traceId: 'many', value: 2 },
        { traceID: 'many', value: 3 },
      ],
    ],
    [
      'what a client makes of an array',
      { 0: { traceID: 'many', value: 1 }, 1: { trace_id: 'many', value: 2 }, 10: { trace_id: 'many', value: 3 } },
    ],
  ])('is taken as %s, and its ids come in its order', async (_how, body) => {
    const answer = await stage.ask('POST', '/feedback', body);

    const kept = new Map((await stage.logs.feedbackOn(['many'])).map(({ id, value }) => [id, value]));
    expect(ids(answer).map((id) => kept.get(id))).toEqual([1, 2, 3]);
  });

  it('belongs to the workspace of who gives it, and nobody else changes it', async () => {
    const [id] = ids(await stage.askAs('of here', 'POST', '/feedback', { trace_id: 'theirs', value: 1 }));

    const other = await stage.askAs('of there', 'PUT', `/feedback/${id}`, { value: 9 });
    const own = await stage.askAs('of here', 'PUT', `/feedback/${id}`, { value: 2 });

    expect([other.status, own.status]).toEqual([404, 200]);
    expect(await stage.logs.findFeedback(id!, [here])).toMatchObject({ workspace: here, value: 2, weight: 1 });
    expect((await stage.askAs('a reader', 'POST', '/feedback', { trace_id: 't', value: 1 })).status).toBe(403);
  });

  it('is changed as far as something is sent', async () => {
    const [id] = ids(await stage.ask('POST', '/feedback', { trace_id: 'changing', value: 1, weight: 0.3, metadata: { a: 'b' } }));

    const answer = await stage.ask('PUT', `/feedback/${id}`, { feedback_id: id, value: -10 });
    const kept = await stage.logs.findFeedback(id!, 'all');
    await stage.ask('PUT', `/feedback/${id}`, { value: 0, weight: 1, metadata: {} });

    expect(answer).toMatchObject({ status: 200, body: { message: 'Feedback successfully updated', feedback_ids: [id] } });
    expect(kept).toMatchObject({ value: -10, weight: 0.3, metadata: { a: 'b' } });
    expect(await stage.logs.findFeedback(id!, 'all')).toMatchObject({ value: 0, weight: 1, metadata: {} });
  });

  it('has a weight of one where that is out of range, and its metadata as text of 128 characters', async () => {
    const long = `${'x'.repeat(127)}🙂`;

    await stage.ask('POST', '/feedback', {
      trace_id: 'odd',
      value: 1,
      weight: 7,
      metadata: { long, count: 3, deep: { a: [1] }, none: null },
    });

    expect(await stage.logs.feedbackOn(['odd'])).toMatchObject([
      { weight: 1, metadata: { long: 'x'.repeat(127), count: '3', deep: '{"a":[1]}', none: 'null' } },
    ]);
  });

  it.each([
    ['POST', {}, '031', 'trace_id'],
    ['POST', { trace_id: 3, value: 1 }, '031', 'trace_id'],
    ['POST', { trace_id: 'x'.repeat(513), value: 1 }, '031', 'trace_id'],
    ['POST', { trace_id: 't' }, '032', 'value'],
    ['POST', { trace_id: 't', value: 11 }, '032', 'value'],
    ['POST', { trace_id: 't', value: -11 }, '032', 'value'],
    ['POST', { trace_id: 't', value: 1.5 }, '032', 'value'],
    ['POST', { trace_id: 't', value: '5' }, '032', 'value'],
    ['POST', { trace_id: 't', value: 1, metadata: 'm' }, '033', 'metadata'],
    ['POST', { trace_id: 't', value: 1, metadata: ['m'] }, '033', 'metadata'],
    ['POST', [{ trace_id: 't', value: 1 }, { trace_id: 't' }], '032', '[1].value'],
    ['POST', [], '03', null],
    ['POST', [3], '03', '[0]'],
    ['PUT', { weight: 1 }, '032', 'value'],
    ['PUT', { 0: { value: 1 } }, '03', null],
    ['PUT', [{ value: 1 }], '03', null],
  ])('says with a code of its own what is wrong: %s %j', async (method, body, code, param) => {
    const answer = await stage.ask(method, method === 'PUT' ? '/feedback/x' : '/feedback', body);

    expect(answer).toMatchObject({
      status: 400,
      body: {
        status: 'failure',
        success: false,
        message: expect.stringMatching(new RegExp(`^Portkey Error: .*Error Code: ${code}$`)),
        error: { code, param },
        data: { errorCode: 'AB01' },
      },
    });
  });

  it('keeps nothing of an array of which one is wrong', async () => {
    await stage.ask('POST', '/feedback', [
      { trace_id: 'half', value: 1 },
      { trace_id: 'half', value: 99 },
    ]);

    expect(await stage.logs.feedbackOn(['half'])).toEqual([]);
  });

  it('of nobody is not there', async () => {
    expect((await stage.ask('PUT', '/feedback/nobody-has-it', { value: 1 })).status).toBe(404);
  });
});
