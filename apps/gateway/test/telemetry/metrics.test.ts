import { afterEach, describe, expect, it } from '@jest/globals';
import { call } from '../support/call.ts';
import { eventually, startGateway } from '../support/gateway.ts';
import { startInProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream } from '../support/upstream.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const ask = (url: string, config: unknown) =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-config': JSON.stringify(config) },
    body: JSON.stringify({ model: 'priced', messages: [{ role: 'user', content: 'x' }] }),
  });

/** US dollars for a million tokens. */
const PRICES = 'models: { groq: { priced: { price: { input: 1, output: 10 } } } }';

const groq = { provider: 'groq', api_key: 'gsk_000000000000000000' };

/** Asks for the figures until one of them is as it should be. */
async function figure(url: string, name: string, value: number): Promise<string> {
  let text = '';
  await eventually(async () => {
    ({ text } = await call(`${url}/metrics`));
    return text.includes(`${name} ${value}\n`);
  }, `there is no ${name} ${value}`);
  return text;
}

describe('the metrics of a gateway', () => {
  it('tell its own time from the time of a provider that is slow', async () => {
    const upstream = await startUpstream(async (response) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(COMPLETION));
    });
    const gateway = await startInProcess({ GROQ_BASE_URL: `${upstream.origin}/openai/v1` }, PRICES);
    stops.push(
      () => upstream.close(),
      () => gateway.stop(),
    );

    // The first loads what the others find there.
    await (await ask(gateway.url, groq)).text();
    const before = await figure(gateway.url, 'sluice_overhead_seconds_count{provider="groq"}', 1);
    await (await ask(gateway.url, groq)).text();
    const after = await figure(gateway.url, 'sluice_overhead_seconds_count{provider="groq"}', 2);

    const sumIn = (text: string, name: string) => Number(new RegExp(`^${name}_sum\\{provider="groq"\\} (\\S+)$`, 'm').exec(text)![1]);
    const added = (name: string) => sumIn(after, name) - sumIn(before, name);
    expect(added('sluice_upstream_seconds')).toBeGreaterThan(0.29);
    expect(added('sluice_overhead_seconds')).toBeLessThan(0.2);
    expect(after).toContain('sluice_requests_total{provider="groq",operation="chat",status="200"} 2');
    expect(after).toContain('sluice_tokens_total{provider="groq",model="priced",kind="input"} 6');
    // Two times three tokens in and two out.
    expect(Number(/^sluice_cost_dollars_total\{provider="groq",model="priced"\} (\S+)$/m.exec(after)?.[1])).toBeCloseTo(0.000046, 9);
  });

  it('are those of all workers, whichever of them is asked', async () => {
    const upstream = await startUpstream(json(COMPLETION));
    const gateway = await startGateway({ environment: { SLUICE_WORKERS: '2', GROQ_BASE_URL: `${upstream.origin}/openai/v1` } });
    stops.push(
      () => upstream.close(),
      () => gateway.stop(),
    );
    await eventually(() => gateway.output().split('"listening"').length > 2, 'the workers did not come up');

    // Each on a connection of its own, so that both workers get some.
    for (let index = 0; index < 10; index++) {
      const response = await fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close', 'x-portkey-config': JSON.stringify(groq) },
        body: JSON.stringify({ model: 'priced', messages: [{ role: 'user', content: 'x' }] }),
      });
      await response.text();
    }

    // Whoever is asked four times on four connections asks both.
    for (let index = 0; index < 4; index++) {
      const text = await figure(gateway.url, 'sluice_requests_total{provider="groq",operation="chat",status="200"}', 10);
      expect(text).toContain('sluice_tries_total{provider="groq",why="first",outcome="ok"} 10');
    }
  }, 60_000);
});
