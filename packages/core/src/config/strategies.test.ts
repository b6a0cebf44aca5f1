import { describe, expect, it } from '@jest/globals';
import { readConfig } from './read-config.ts';
import { leading, readFork } from './reading.test.support.ts';

const strategyOf = async (strategy: object, targets: readonly object[] = [{ name: 'a' }, { name: 'b' }]) =>
  (await readFork({ strategy, targets })).strategy;

describe('a strategy as it is read', () => {
  it.each([
    [{ mode: 'single' }, { mode: 'single' }],
    [{ mode: 'least_latency' }, { mode: 'least_latency' }],
    [{ mode: 'lowest_cost' }, { mode: 'lowest_cost' }],
    [{ mode: 'fallback' }, { mode: 'fallback', onStatusCodes: undefined, onFaultKinds: undefined, hedgeAfterMs: undefined }],
    [
      { mode: 'fallback', on_status_codes: [429], on_fault_kinds: ['content_refused'], hedge_after_ms: 500 },
      { mode: 'fallback', onStatusCodes: [429], onFaultKinds: ['content_refused'], hedgeAfterMs: 500 },
    ],
    [{ mode: 'loadbalance' }, { mode: 'loadbalance', sticky: undefined }],
    [
      { mode: 'loadbalance', sticky: { enabled: false, ttl: 5 } },
      { mode: 'loadbalance', sticky: undefined },
    ],
    [
      { mode: 'loadbalance', sticky: {} },
      { mode: 'loadbalance', sticky: { place: 'config', hashFields: [], ttlMs: 300_000 } },
    ],
    [
      { mode: 'loadbalance', sticky: { enabled: true, hash_fields: ['metadata.user'], ttl: 0.5 } },
      { mode: 'loadbalance', sticky: { place: 'config', hashFields: ['metadata.user'], ttlMs: 500 } },
    ],
    [{ mode: 'split' }, { mode: 'split', experiment: 'config', by: ['metadata._user', 'params.user'] }],
    [
      { mode: 'split', experiment: 'tone', by: ['headers.x-user'] },
      { mode: 'split', experiment: 'tone', by: ['headers.x-user'] },
    ],
    // What another mode of the wire format takes means nothing here, as there.
    [{ mode: 'single', on_status_codes: [500], sticky: {}, default: 'nobody' }, { mode: 'single' }],
  ])('%j', async (raw, settled) => {
    expect(await strategyOf(raw)).toEqual(settled);
  });

  it('knows the targets of its conditions by their place', async () => {
    const strategy = await strategyOf({ mode: 'conditional', conditions: [leading({ 'metadata.x': 1 }, 'b')], default: 'a' });

    expect(strategy).toMatchObject({ mode: 'conditional', conditions: [{ branch: 1 }], otherwise: 0 });
  });

  it('may have no default', async () => {
    const strategy = await strategyOf({ mode: 'conditional', conditions: [leading({ 'metadata.x': 1 }, 'b')] });

    expect(strategy).toMatchObject({ otherwise: undefined });
  });

  it('keeps its place apart from that of other saved configs, and of other forks', async () => {
    const inner = { strategy: { mode: 'split' }, targets: [{}] };
    const config = { strategy: { mode: 'loadbalance', sticky: {} }, targets: [inner] };

    const { root } = await readConfig(config, { origin: 'stored', id: 'pc-main' });

    expect(root).toMatchObject({
      strategy: { sticky: { place: 'pc-main config' } },
      branches: [{ strategy: { experiment: 'pc-main config.targets[0]' }, branches: [{ origin: 'stored' }] }],
    });
  });
});
