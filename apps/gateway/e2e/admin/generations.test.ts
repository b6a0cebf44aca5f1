import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { refusal } from './sdk.ts';
import { heard, promptSaying, setStage, STARTING_MS, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'generations, which came before prompts', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  it('complete a prompt by the SDK for Node', async () => {
    const prompt_id = await promptSaying(stage, 'Hello {{name}}');

    await stage.node.call('generations.create', { prompt_id, variables: { name: 'Ann' } });

    expect(heard(stage).body).toMatchObject({ messages: [{ role: 'user', content: 'Hello Ann' }] });
  });

  it.each(['python', 'asyncPython'] as const)('are sent by none of the clients of %s, which trips over itself', async (sdk) => {
    const asked = stage.upstream.received.length;

    const raised = await refusal(stage[sdk].call('generations.create', { prompt_id: 'pp-any', variables: {} }));

    expect(raised).toMatchObject({ status: undefined, message: expect.stringContaining("unexpected keyword argument 'mode'") });
    expect(stage.upstream.received).toHaveLength(asked);
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.generations)).toEqual([]);
  });
});
