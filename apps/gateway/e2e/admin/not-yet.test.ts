import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { refusals } from './sdk.ts';
import { PAIRS, setStage, STARTING_MS, type Stage } from './stage.ts';

describeWith(pythonClients, 'what is not built yet, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  it.each(PAIRS)('is refused by name, by $maker', async ({ maker }) => {
    const sdk = stage[maker];

    const refused = await refusals([sdk.call('mcp_servers.list'), sdk.call('mcp_integrations.list')]);

    expect(refused).toMatchObject(
      ['mcp-servers', 'mcp-integrations'].map((name) => ({
        status: 501,
        message: expect.stringContaining(name),
      })),
    );
    expect(stage.upstream.received).toEqual([]);
  });
});
