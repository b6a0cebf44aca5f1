import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { openLogStore, type LogRecord, type LogStore } from '@sluice/store/logs';
import { join } from 'node:path';
import { call } from '../support/call.ts';
import { ran, type Where } from '../support/command.ts';
import { ADMIN_KEY, eventually, startGateway, type Gateway } from '../support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';

// A gateway as a process, and commands beside it.
jest.setTimeout(60_000);

let upstream: Upstream;
let gateway: Gateway;
let store: LogStore;
let where: Where;
beforeAll(async () => {
  upstream = await startUpstream(json({ ...COMPLETION, usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } }));
  const environment = { TRUSTED_CUSTOM_HOSTS: '127.0.0.1' };
  gateway = await startGateway({ environment });
  where = { folder: gateway.folder, environment };
  store = await openLogStore({ url: `file:${join(gateway.folder, '.sluice', 'logs.db')}` });
});
afterAll(async () => {
  await store.close();
  await gateway.stop();
  await upstream.close();
});

async function ask(model: string): Promise<string> {
  const { headers } = await call(`${gateway.url}/v1/chat/completions`, {
    headers: {
      'x-portkey-api-key': ADMIN_KEY,
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${upstream.origin}/v1`,
      authorization: 'Bearer vendor-key-0123456789',
    },
    body: { model, messages: [{ role: 'user', content: 'France?' }] },
  });
  return String(headers['x-portkey-request-id']);
}

async function recordOf(id: string): Promise<LogRecord> {
  let record: LogRecord | undefined;
  await eventually(async () => (record = (await store.find(id, 'all'))?.record) !== undefined, `no record of ${id}`);
  return record!;
}

const costOf = async (id: string) => (await recordOf(id)).cost;

const setPrice = (model: string, price: object) =>
  call(`${gateway.url}/v1/admin/prices`, { headers: { 'x-portkey-api-key': ADMIN_KEY }, body: { provider: 'openai', model, price } });

it('works out again what is in the log beside a gateway that runs, and tells before what it would do', async () => {
  const [known, unknown, other] = [await ask('gpt-4o'), await ask('model-of-tomorrow'), await ask('gpt-4.1')];
  // 1,000 at $2.50 and 100 at $10.00 for a million; nobody knows; 1,000 at $2.00 and 100 at $8.00.
  expect([await costOf(known), await costOf(unknown), await costOf(other)]).toEqual([0.0035, undefined, 0.0028]);
  expect((await setPrice('gpt-4o', { input: 5, output: 20 })).status).toBeLessThan(300);
  expect((await setPrice('model-of-tomorrow', { input: 1, output: 2 })).status).toBeLessThan(300);

  const trial = await ran(['recost', '--dry-run'], where);
  const untouched = await costOf(known);
  const printed = await ran(['recost'], where);
  const again = await ran(['recost'], where);

  expect(trial).toContain('3 requests looked at, 2 would change');
  expect(trial).toContain('before: $0.006300, and 1 request of unknown cost');
  // 0.007 and 0.0012 and 0.0028.
  expect(trial).toContain('would be: $0.011000');
  expect(untouched).toBe(0.0035);
  expect(printed).toContain('3 requests looked at, 2 changed');
  expect([await costOf(known), await costOf(unknown), await costOf(other)]).toEqual([0.007, expect.closeTo(0.0012, 12), 0.0028]);
  expect((await recordOf(known)).tries.map(({ cost }) => cost)).toEqual([0.007]);
  expect(again).toContain('3 requests looked at, 0 changed');
  const { total } = await store.analytics.graph({ workspaces: 'all' });
  expect([total.cost, total.unpriced]).toEqual([expect.closeTo(0.011, 12), 0]);
});

it('looks only at what it is asked for', async () => {
  await recordOf(await ask('gpt-4o'));
  await recordOf(await ask('gpt-4.1'));
  const looked = async (...args: readonly string[]) => Number(/^(\d+)/m.exec(await ran(['recost', '--dry-run', ...args], where))![1]);
  const all = await looked();

  expect(all).toBeGreaterThanOrEqual(2);
  expect(await looked('--model', 'gpt-4.1')).toBeLessThan(all);
  expect(await looked('--model', 'gpt-4.1')).toBeGreaterThan(0);
  expect(await looked('--provider', 'groq')).toBe(0);
  expect(await looked('--to', '2020-01-01')).toBe(0);
  expect(await looked('--from', '2020-01-01')).toBe(all);
  await expect(ran(['recost', '--from', 'yesterday'], where)).rejects.toThrow('"yesterday" is no day and no time');
});
