import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { refusal, type Fields, type Reply } from './sdk.ts';
import { keyFor, PAIRS, setStage, STARTING_MS, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

const ids = (reply: Reply) => reply['feedback_ids'] as readonly string[];

describeWith(pythonClients, 'feedback, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('given with $maker, changed with $reader', ({ maker, reader }) => {
    it('is kept for a trace, and changed', async () => {
      const given = await stage[maker].call('feedback.create', {
        trace_id: `thought-of-by-${maker}`,
        value: 5,
        weight: 0.5,
        metadata: { by: 'ada' },
      });
      const changed = await stage[reader].call('feedback.update', {
        feedback_id: ids(given)[0]!,
        value: -3,
        weight: 1,
        metadata: { by: 'bob' },
      });

      expect(given).toMatchObject({ status: 'success', message: 'Feedback successfully saved' });
      expect(changed).toMatchObject({ status: 'success', message: 'Feedback successfully updated', feedback_ids: ids(given) });
    });

    it('is taken in numbers', async () => {
      const feedbacks = [
        { trace_id: 'one', value: 1 },
        { trace_id: 'two', value: -1 },
      ];

      const reply = await (maker === 'node'
        ? stage.node.call('feedback.create', feedbacks as unknown as Fields)
        : stage[maker].call('feedback.bulk_create', { feedbacks }));

      expect(ids(reply)).toHaveLength(2);
    });
  });

  it('that makes no sense is refused in the words that SDKs show', async () => {
    for (const sdk of [stage.node, stage.python, stage.asyncPython]) {
      expect(await refusal(sdk.call('feedback.create', { trace_id: 't', value: 11 }))).toMatchObject({
        status: 400,
        message: expect.stringContaining('Error Code: 032'),
      });
    }
  });

  it('is nothing that a key of another workspace can change', async () => {
    const [here, there] = [await workspaceCalled(stage, 'Thinks'), await workspaceCalled(stage, 'Thinks not')];
    const own = stage.python.with({ api_key: await keyFor(stage, ['completions.write'], { workspace_id: here }) });
    const other = stage.node.with({ api_key: await keyFor(stage, ['completions.write'], { workspace_id: there }) });
    const [id] = ids(await own.call('feedback.create', { trace_id: 'ours', value: 1 }));

    expect(await refusal(other.call('feedback.update', { feedback_id: id!, value: 9 }))).toMatchObject({ status: 404 });
    expect(await own.call('feedback.update', { feedback_id: id!, value: 2 })).toMatchObject({ status: 'success' });
  });

  it('was asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.feedback)).toEqual([]);
  });
});
