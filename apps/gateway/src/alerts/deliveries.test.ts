import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Deliveries } from './deliveries.ts';
import { signature } from './signature.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Somebody who is told, and answers so, one time after the other; the last again and again. */
async function receiver(...answers: readonly [number, Readonly<Record<string, string>>?][]) {
  const told: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const [status, headers] = answers[Math.min(told.length, answers.length - 1)]!;
      told.push({ headers: request.headers, body });
      response.writeHead(status, headers).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/secret-path`, told };
}

function deliveries() {
  const waits: number[] = [];
  const errors: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (_message: string, fields?: unknown) => void errors.push(fields) };
  const made = new Deliveries({
    now: () => Date.parse('2026-11-22T12:00:00Z'),
    wait: (ms) => Promise.resolve(void waits.push(ms)),
    random: () => 1,
    userAgent: 'sluice/1',
    log,
  });
  return { made, waits, errors };
}

describe('the message of an alert', () => {
  it('comes signed, and under the same id however often it has to be sent', async () => {
    const { url, told } = await receiver([503], [429, { 'retry-after': '3' }], [204]);
    const { made, waits } = deliveries();
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

    made.send({ id: 'incident.1', webhook: url, secret, body: '{"type":"alert.firing"}' });
    await made.close(5_000);

    expect(told).toHaveLength(3);
    expect(waits).toEqual([1_000, 3_000]);
    for (const { headers, body } of told) {
      expect(body).toBe('{"type":"alert.firing"}');
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-id': 'incident.1',
        'webhook-timestamp': '1795348800',
        'webhook-signature': signature({ id: 'incident.1', timestamp: 1795348800, body }, secret),
      });
    }
    expect(made.counts()).toMatchObject({ sent: 1 });
  });

  it('is not sent again to who refuses it, nor elsewhere', async () => {
    const elsewhere = await receiver([200]);
    const { url, told } = await receiver([302, { location: elsewhere.url }]);
    const { made, errors } = deliveries();

    made.send({ id: 'i.1', webhook: url, secret: undefined, body: '{}' });
    await made.close(5_000);

    expect(told).toHaveLength(1);
    expect(told[0]!.headers).not.toHaveProperty('webhook-signature');
    expect(elsewhere.told).toEqual([]);
    expect(made.counts()).toMatchObject({ sent: 0, dropped: { refused: 1 } });
    expect(errors).toMatchObject([{ host: new URL(url).host, reason: 'status 302' }]);
    expect(JSON.stringify(errors)).not.toContain('secret-path');
  });

  it('is given up after some tries', async () => {
    const { url, told } = await receiver([500]);
    const { made, waits } = deliveries();

    made.send({ id: 'i.1', webhook: url, secret: undefined, body: '{}' });
    await made.close(5_000);

    expect(told).toHaveLength(8);
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(made.counts()).toMatchObject({ dropped: { refused: 1 } });
  });

  it('waits for nobody when too many wait', async () => {
    const { url, told } = await receiver([200]);
    const { made } = deliveries();

    for (let index = 0; index < 110; index++) made.send({ id: `i.${index}`, webhook: url, secret: undefined, body: '{}' });
    await made.close(5_000);

    expect(told).toHaveLength(100);
    expect(made.counts()).toMatchObject({ sent: 100, dropped: { overflow: 10 } });
  });
});
