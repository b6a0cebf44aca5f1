import { describe, expect, it } from '@jest/globals';
import { leavesOf } from './leaves.ts';
import { leading, read, refusalOf } from './reading.test.support.ts';

const nested = (depth: number): unknown => {
  let config: unknown = { provider: 'acme' };
  for (let level = 0; level < depth; level++) config = { strategy: { mode: 'single' }, targets: [config] };
  return config;
};

const deepQuery = (depth: number): unknown => {
  let query: unknown = { 'metadata.a': 1 };
  for (let level = 0; level < depth; level++) query = { $and: [query] };
  return { strategy: { mode: 'conditional', conditions: [leading(query, 'a')] }, targets: [{ name: 'a' }] };
};

describe('a config as large as anybody writes', () => {
  it('may nest three hundred deep', async () => {
    const { root } = await read(nested(300));

    expect(leavesOf(root)).toEqual([expect.objectContaining({ provider: 'acme', label: `config${'.targets[0]'.repeat(300)}` })]);
  });

  it('may have two thousand targets', async () => {
    const targets = Array.from({ length: 2000 }, (_, index) => ({ name: `target ${index}`, provider: 'acme', weight: index }));

    const { root } = await read({ strategy: { mode: 'loadbalance' }, targets });

    expect(leavesOf(root)).toHaveLength(2000);
    expect(leavesOf(root).at(-1)).toMatchObject({ label: 'config.targets[1999]', weight: 1999 });
  });

  it('may have two thousand conditions', async () => {
    const targets = Array.from({ length: 2000 }, (_, index) => ({ name: `target ${index}` }));
    const conditions = targets.map(({ name }, index) => leading({ 'metadata.number': index }, name));

    const { root } = await read({ strategy: { mode: 'conditional', conditions }, targets });

    expect(leavesOf(root)).toHaveLength(2000);
  });

  it.each([
    ['targets', nested(100_000)],
    ['a query', deepQuery(100_000)],
    ['the parameters of a target', { override_params: nested(100_000) }],
    ['a provider’s field', { aws_region: nested(100_000) }],
  ])('is refused, and nobody falls, where it nests absurdly deep: %s', async (_, config) => {
    expect(await refusalOf(config)).toMatchObject({ kind: 'invalid_request', code: 'invalid_config' });
  });
});
