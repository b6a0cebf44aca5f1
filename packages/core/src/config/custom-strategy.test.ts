import { describe, expect, it } from '@jest/globals';
import { isFaultError } from '@sluice/provider-sdk';
import { defineStrategy } from '@sluice/provider-sdk/strategy';
import { extensionsOf } from '../extensions.ts';
import { readConfig } from './read-config.ts';

const read: unknown[] = [];

const first = defineStrategy({
  mode: 'first',
  options(given) {
    read.push(given);
    if (given['unsure'] === true) throw new Error('"unsure" is nothing to be');
    return { ...given, mine: true };
  },
  propose: () => [{ branch: 0, why: 'it stands first' }],
});
const EXTENSIONS = extensionsOf([first]);

const reading = (config: unknown, extensions = EXTENSIONS) => readConfig(config, { origin: 'caller', id: 'inline' }, extensions);

async function refusalOf(config: unknown, extensions = EXTENSIONS) {
  try {
    await reading(config, extensions);
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  throw new Error('it was not refused');
}

const forked = (strategy: object, ...targets: object[]) => ({ strategy, targets: targets.length > 0 ? targets : [{}, {}] });

describe('a plugin’s strategy in a config', () => {
  it('stands in it with the options that it read itself, once', async () => {
    read.length = 0;

    const { root } = await reading(forked({ mode: 'first', prefer: 'a' }));

    expect(root).toMatchObject({
      kind: 'fork',
      strategy: { mode: 'custom', strategy: first, options: { prefer: 'a', mine: true }, optionNames: ['prefer'] },
    });
    expect(read).toEqual([{ prefer: 'a' }]);
  });

  it('may stand anywhere in the tree', async () => {
    const { root } = await reading(forked({ mode: 'fallback' }, forked({ mode: 'first', level: 2 }), {}));

    expect(root).toMatchObject({ strategy: { mode: 'fallback' }, branches: [{ strategy: { options: { level: 2 } } }, { kind: 'target' }] });
  });

  it('gets names in snake case, and what stands deeper as it was written', async () => {
    read.length = 0;

    await reading(forked({ mode: 'first', perModel: { 'gpt-4O': 1, nothingYet: null }, notSaid: null }));

    expect(read).toEqual([{ per_model: { 'gpt-4O': 1, nothingYet: null } }]);
  });

  it('keeps breaker and broken streams as every mode does, and does not hear of them', async () => {
    read.length = 0;

    const { root } = await reading(forked({ mode: 'first', cbConfig: { failure_threshold: 3 }, onStreamFailure: 'continue' }));

    expect(root).toMatchObject({ branches: [{ breaker: { failureThreshold: 3 }, onStreamFailure: 'continue' }, {}] });
    expect(read).toEqual([{}]);
  });

  it('has latencies measured, which it may ask for', async () => {
    const [own, inner, none] = await Promise.all([
      reading(forked({ mode: 'first' })),
      reading(forked({ mode: 'single' }, forked({ mode: 'first' }))),
      reading(forked({ mode: 'single' })),
    ]);

    expect([own, inner, none].map(({ choosesByLatency }) => choosesByLatency)).toEqual([true, true, false]);
  });

  it('is refused with the plugin’s own sentence', async () => {
    const fault = await refusalOf(forked({ mode: 'single' }, forked({ mode: 'first', unsure: true }), {}));

    expect(fault).toMatchObject({
      kind: 'invalid_request',
      message: 'Invalid config passed: "targets[0].strategy" is refused by the strategy "first": "unsure" is nothing to be',
      errors: [expect.stringMatching(/^path: targets,0,strategy, message: /)],
    });
  });

  it.each<readonly [string, object, string, ...object[]]>([
    ['breaker', { mode: 'first', cb_config: {} }, 'path: strategy,cb_config, message: "strategy.cb_config" must contain at least one of'],
    ['broken streams', { mode: 'first', on_stream_failure: 'pray' }, 'path: strategy,on_stream_failure'],
    ['targets', { mode: 'first' }, 'path: targets,0,weight', { weight: -1 }],
  ])('is looked at as any other is in its %s', async (_name, strategy, told, ...targets) => {
    const { errors } = await refusalOf(forked(strategy, ...targets));

    expect(errors).toEqual([expect.stringContaining(told)]);
  });

  it('whose mode nobody has is refused with all that there are, and the way to load one', async () => {
    const [with_, without] = await Promise.all([
      refusalOf(forked({ mode: 'random' })),
      refusalOf(forked({ mode: 'random' }), extensionsOf([])),
    ]);

    const own = 'single, fallback, loadbalance, conditional, split, least_latency, lowest_cost';
    expect(with_.message).toBe(
      `Invalid config passed: "strategy.mode" must be one of [${own}, first]. "random" is brought by no loaded plugin: name the package of one that does in "plugins"`,
    );
    expect(without.message).toContain(`must be one of [${own}]. "random"`);
  });

  it.each(['custom', 'toString', '__proto__', 'First'])('is not found under the name "%s"', async (mode) => {
    const fault = await refusalOf(forked({ mode }));

    expect(fault.message).toContain('"strategy.mode" must be one of');
  });

  it('cannot stand in for one of the gateway’s own', async () => {
    const usurper = extensionsOf([defineStrategy({ mode: 'single', propose: () => [] })]);

    const { root } = await reading(forked({ mode: 'single' }), usurper);

    expect(root).toMatchObject({ strategy: { mode: 'single' } });
  });

  it('is unknown to a config that is read for another gateway', async () => {
    await reading(forked({ mode: 'first' }));

    const fault = await refusalOf(forked({ mode: 'first' }), extensionsOf([]));

    expect(fault.message).toContain('"first" is brought by no loaded plugin');
  });
});
