import { afterEach, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { recordsIn } from '../logs/records-in.ts';
import { call, CHAT } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess } from '../support/in-process.ts';
import { json, startUpstream } from '../support/upstream.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** One that nobody listened at a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('an alert that is told to this gateway itself is refused once, and goes round no further', async () => {
  const provider = await startUpstream(json({ error: { message: 'broken' } }, 500));
  stops.push(() => provider.close());
  const port = await freePort();
  const webhook = `http://127.0.0.1:${port}/v1/chat/completions`;
  const gateway = await startInProcess(
    { PORT: String(port), GROQ_BASE_URL: `${provider.origin}/v1` },
    JSON.stringify({
      alerts: [{ name: 'errors', when: 'error_rate', threshold: 0.5, min_requests: 2, repeat_after: '1s', webhook }],
      virtual_keys: [{ slug: 'live', provider: 'groq', key: 'gsk-live-0123456789' }],
    }),
  );
  stops.push(() => gateway.stop());
  const refused = async () => {
    const { text } = await call(`${gateway.url}/metrics`);
    return Number(/sluice_alerts_dropped_total\{reason="refused"\} (\d+)/.exec(text)?.[1] ?? NaN);
  };

  for (let index = 0; index < 3; index++)
    await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-virtual-key': 'live' },
      body: { ...CHAT, model: 'm' },
    });
  await eventually(async () => (await refused()) >= 2, 'the alert was not told twice');

  // Each time by one request, which fails for its caller's sake and so adds nothing to what the alert counts.
  const told = await refused();
  const records = await recordsIn(gateway.dataDir);
  expect(records.filter(({ status }) => status >= 500)).toHaveLength(3);
  expect(records.filter(({ status }) => status === 400).length).toBeLessThanOrEqual(told + 1);
  expect(records.filter(({ status }) => status < 500 && status !== 400)).toEqual([]);
}, 30_000);
