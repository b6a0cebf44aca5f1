import { describe, expect, it } from '@jest/globals';
import { leavesOf } from './leaves.ts';
import { leading, read, refusalOf } from './reading.test.support.ts';

const nested = (depth: number): unknown => {
  let config: unknown = { provider: 'acme' };
  for (let level = 0; level < depth; level++) config = { strategy: { mode: 'single' }, targets: [config] };
  return config;
};

const targetsOf = (length: number) => Array.from({ length }, () => ({}));

const deepQuery = (depth: number): unknown => {
  let query: unknown = { 'metadata.a': 1 };
  for (let level = 0; level < depth; level++) query = { $and: [query] };
  return { strategy: { mode: 'conditional', conditions: [leading(query, 'a')] }, targets: [{ name: 'a' }] };
};

describe('a config as large as anybody writes', () => {
  it('may nest five hundred deep', async () => {
    const { root } = await read(nested(500));

    expect(leavesOf(root)).toEqual([expect.objectContaining({ provider: 'acme', label: `config${'.targets[0]'.repeat(500)}` })]);
  });

  it('may have a thousand targets', async () => {
    const targets = Array.from({ length: 1000 }, (_, index) => ({ name: `target ${index}`, provider: 'acme', weight: index }));

    const { root } = await read({ strategy: { mode: 'loadbalance' }, targets });

    expect(leavesOf(root)).toHaveLength(1000);
    expect(leavesOf(root).at(-1)).toMatchObject({ label: 'config.targets[999]', weight: 999 });
  });

  it('may have two thousand conditions', async () => {
    const targets = Array.from({ length: 1000 }, (_, index) => ({ name: `target ${index}` }));
    const conditions = [...targets, ...targets].map(({ name }, index) => leading({ 'metadata.number': index }, name));

    const { root } = await read({ strategy: { mode: 'conditional', conditions }, targets });

    expect(leavesOf(root)).toHaveLength(1000);
  });

  it.each([
    ['in one list', { strategy: { mode: 'loadbalance' }, targets: [{}, ...targetsOf(1000)] }, 'targets,1000'],
    [
      'in several lists',
      { strategy: { mode: 'single' }, targets: [{}, { strategy: { mode: 'single' }, targets: targetsOf(999) }, {}] },
      'targets,1,targets,997',
    ],
    ['where all is wrong', { targets: Array.from({ length: 19_000 }, () => 7) }, 'targets,1000'],
  ])('may not have more than a thousand targets: %s', async (_, config, path) => {
    expect(await refusalOf(config)).toMatchObject({
      kind: 'invalid_request',
      code: 'invalid_config',
      message: expect.stringMatching(/^Invalid config passed: "targets.*" is one target more than the 1000 that a config may have in all$/),
      errors: [expect.stringContaining(`path: ${path}, message: "targets`)],
    });
  });

  it('may not nest deeper than five hundred levels of targets', async () => {
    const fault = await refusalOf(nested(501));

    expect(fault).toMatchObject({ code: 'invalid_config', message: expect.stringContaining('more than 500 levels of targets deep') });
    expect(fault.errors).toEqual([expect.stringMatching(/^path: targets,0,targets,0,/)]);
  });

  it('keeps one copy of the parameters that all targets inherit', async () => {
    const { root } = await read({ strategy: { mode: 'loadbalance' }, override_params: { temperature: 0 }, targets: targetsOf(2) });

    const [first, second] = leavesOf(root);

    expect(first!.overrideParams).toEqual({ temperature: 0 });
    expect(first!.overrideParams).toBe(second!.overrideParams);
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
