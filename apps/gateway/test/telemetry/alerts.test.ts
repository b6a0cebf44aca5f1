import { afterEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfigFile } from '../../src/config-file/read.ts';
import { eventually, startGateway } from '../support/gateway.ts';
import { json, startUpstream } from '../support/upstream.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const SECRET = 'a-secret-of-sixteen';

const ask = async (url: string) => {
  const config = {
    strategy: { mode: 'single', cb_config: { failure_threshold: 2, cooldown_interval: 30_000 } },
    targets: [{ provider: 'groq', api_key: 'gsk_000000000000000000' }],
  };
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-config': JSON.stringify(config) },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x' }] }),
  });
  await response.text();
};

describe('alerts of the config file', () => {
  it('tell a webhook what goes wrong, signed; a file that is read again changes them', async () => {
    const provider = await startUpstream(json({ error: { message: 'broken' } }, 500));
    const receiver = await startUpstream(json({}));
    const rule = (name: string, more: string) => `  - { name: ${name}, webhook: "${receiver.origin}/hook", secret: ${SECRET}, ${more} }\n`;
    const errors = rule('errors', 'when: error_rate, threshold: 0.5, minRequests: 2, filters: { provider: groq }');
    const gateway = await startGateway({
      environment: { GROQ_BASE_URL: `${provider.origin}/openai/v1` },
      config: `alerts:\n${errors}`,
    });
    stops.push(
      () => provider.close(),
      () => receiver.close(),
      () => gateway.stop(),
    );
    const told = () =>
      receiver.received.map(({ body }) => JSON.parse(body.toString()) as { type: string; data: { alert: string; value: number } });

    // The third finds the breaker open, and asks nobody.
    for (let index = 0; index < 3; index++) await ask(gateway.url);
    await eventually(() => told().length === 1, 'nobody was told');

    const { headers, body } = receiver.received[0]!;
    expect(told()[0]).toMatchObject({ type: 'alert.firing', data: { alert: 'errors', value: 1, filters: { provider: ['groq'] } } });
    const signed = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body.toString()}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`);

    gateway.rewriteConfig(`alerts:\n${errors}${rule('breakers', 'when: breaker_open')}`);
    await eventually(() => told().some(({ data }) => data.alert === 'breakers'), 'nobody was told of the breaker');
    expect(told().filter(({ data }) => data.alert === 'errors')).toHaveLength(1);
  }, 60_000);

  it.each([
    ['when: error_rate, threshold: 1.5', 'alerts[0].threshold'],
    ['when: error_rate', 'alerts[0].threshold'],
    ['when: spend, threshold: 5', 'alerts[0].window'],
    ['when: latency_p95, threshold: 5, window: 2d', 'alerts[0].window'],
    ['when: breaker_open, filters: { provider: groq }', 'alerts[0].filters.provider'],
    ['when: rain, threshold: 5', 'alerts[0].when'],
  ])('are refused by name where they make no sense: %s', async (members, place) => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-alerts-'));
    const path = join(folder, 'sluice.config.yaml');
    writeFileSync(path, `alerts:\n  - { name: a, webhook: "http://127.0.0.1/hook", ${members} }\n`);

    const refused = readConfigFile(path, {});

    await expect(refused).rejects.toThrow(place);
    rmSync(folder, { recursive: true, force: true });
  });
});
