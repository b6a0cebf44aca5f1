import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { admin, chat, done, timeUntil } from '../../test/stored/support.ts';
import { startGateway, type Gateway } from '../../test/support/gateway.ts';

const OVERLAP_MS = 1_500;

describe('an API key that is rotated', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
    await done(admin(gateway.url, 'POST', '/virtual-keys', { name: 'mock', slug: 'mock-key', provider: 'mock' }));
  });
  afterAll(() => gateway.stop());

  const make = () =>
    done(admin(gateway.url, 'POST', '/api-keys/organisation/service', { name: 'app', scopes: ['completions.write', 'configs.list'] }));
  const rotate = (id: string, overlapMs: number) =>
    done(admin(gateway.url, 'POST', `/api-keys/${id}/rotate`, { key_transition_period_ms: overlapMs }));
  /** What it may do, at both APIs. */
  const statusOf = async (key: string) => [
    (await chat(gateway.url, key, { 'x-portkey-virtual-key': 'mock-key' })).status,
    (await admin(gateway.url, 'GET', '/configs', undefined, key)).status,
  ];

  it('is good beside its successor for as long as was said, and no longer', async () => {
    const { id, key } = await make();
    const began = performance.now();

    const { key: next } = await rotate(id, OVERLAP_MS);
    const together = [await statusOf(key), await statusOf(next)];
    await timeUntil(async () => (await statusOf(key))[0] === 401, 'the old key never ended');
    const tookMs = performance.now() - began;

    expect(together).toEqual([
      [200, 200],
      [200, 200],
    ]);
    expect([await statusOf(key), await statusOf(next)]).toEqual([
      [401, 401],
      [200, 200],
    ]);
    expect(tookMs).toBeGreaterThan(OVERLAP_MS - 50);
    expect(tookMs).toBeLessThan(OVERLAP_MS + 2_000);
  });

  it('ends at once where there is to be no overlap, and with it the one that was on its way out', async () => {
    const { id, key } = await make();
    const { key: second } = await rotate(id, 60_000);

    const { key: third } = await rotate(id, 0);

    expect([await statusOf(key), await statusOf(second), await statusOf(third)]).toEqual([
      [401, 401],
      [401, 401],
      [200, 200],
    ]);
  });
});
