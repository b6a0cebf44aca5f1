import { describe, expect, it } from '@jest/globals';
import type { ApiKey, VirtualKey } from '@sluice/core';
import type { ConfigFile } from '../config-file/read.ts';
import { noContents } from '../stored/contents.ts';
import { Layers } from './layers.ts';
import { Ledger } from './ledger.ts';

// Nothing here comes to the store.
const ledger = new Ledger({ db: undefined as never, write: () => Promise.reject(new Error('nothing is written')) });

const RATE = { type: 'requests', unit: 'rpm', value: 2 } as const;
const BUDGET = { type: 'tokens', credit_limit: 100 } as const;

function declaring(entries: object) {
  let file = { path: 'sluice.config.yaml', environment: {}, ...entries } as ConfigFile;
  let nowMs = 0;
  const contents = noContents();
  const layers = new Layers({ contents: () => contents, file: () => file, ledger, now: () => nowMs, onAlert: () => {} });
  return {
    layers,
    contents,
    becomes: (other: object) => (file = { ...file, ...other }),
    pass: (milliseconds: number) => (nowMs += milliseconds),
  };
}

const key = { id: 'file:ci' } as ApiKey;
const virtualKey = { id: 'file:team' } as VirtualKey;

describe('what limits a call', () => {
  it('is nothing where nobody says so', () => {
    const { layers } = declaring({ api_keys: [{ name: 'ci', key: 'x' }], virtual_keys: [{ slug: 'team', provider: 'openai' }] });

    expect([layers.of({ key, virtualKey }), layers.of({ key: undefined, virtualKey: undefined })]).toEqual([[], []]);
  });

  it('stands in the config file as in the API, one or several', () => {
    const { layers } = declaring({
      api_keys: [{ name: 'ci', key: 'x', rate_limits: RATE }],
      virtual_keys: [{ slug: 'team', provider: 'openai', usage_limits: [BUDGET], rate_limits: [RATE, { ...RATE, unit: 'rpd' }] }],
    });

    const found = layers.of({ key, virtualKey });

    expect(found.map((each) => [each.kind, each.name, each.budgets.length, each.rates.length])).toEqual([
      ['api_keys', 'ci', 0, 1],
      ['providers', 'team', 1, 2],
    ]);
  });

  it('keeps what was taken of a rate when the file is read again', () => {
    const { layers, becomes } = declaring({ api_keys: [{ name: 'ci', key: 'x', rate_limits: RATE }] });
    const wait = () => layers.of({ key, virtualKey: undefined })[0]?.rates[0]!.bucket.waitMs(1, 0);
    layers.of({ key, virtualKey: undefined })[0]!.rates[0]!.bucket.take(2, 0);
    const before = wait();

    becomes({ api_keys: [{ name: 'ci', key: 'x', rate_limits: [{ ...RATE, value: 4 }] }] });
    const raised = wait();
    becomes({ api_keys: [{ name: 'ci', key: 'x' }] });

    expect([before, raised, wait()]).toEqual([30_000, 0, undefined]);
  });

  it('is forgotten when it is as good as new, and not before', () => {
    const { layers, pass } = declaring({ api_keys: [{ name: 'ci', key: 'x', rate_limits: RATE }] });
    const [first] = layers.of({ key, virtualKey: undefined });
    first!.rates[0]!.bucket.take(1, 0);

    layers.prune();
    const kept = layers.of({ key, virtualKey: undefined })[0];
    pass(30_000);
    layers.prune();

    expect(kept).toBe(first);
    expect(layers.of({ key, virtualKey: undefined })[0]).not.toBe(first);
  });
});
