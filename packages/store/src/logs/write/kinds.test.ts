import { describe, expect, it } from '@jest/globals';
import { entry } from '../../testing/entries.ts';
import type { LogEntry } from '../entry.ts';
import { dimsOf } from '../record-row.ts';
import { Kinds } from './kinds.ts';

const AT = 1_800_000_000_000;

/** Each says something else of what records have in common. */
const CHANGES: readonly Partial<LogEntry>[] = [
  { source: 'shadow' },
  { workspace: null },
  { apiKeyId: 'k2' },
  { apiKeyName: 'Other' },
  { method: 'GET' },
  { path: '/v1/models' },
  { operation: 'models' },
  { status: 201 },
  { fault: { kind: 'timeout', message: '' } },
  { aborted: true },
  { streamed: true },
  { provider: 'other' },
  { model: 'model-b' },
  { virtualKey: 'vk' },
  { config: 'pc' },
  { configVersion: 'pcv' },
  { prompt: 'pp' },
  { promptVersion: 'ppv' },
  { experiment: 'ex' },
  { variant: 'b' },
  { target: 'config.targets[1]' },
  { retries: 1 },
  { rescued: true },
  { cache: 'HIT' },
];

describe('the kinds of records', () => {
  it('are told apart by everything that records have in common', () => {
    for (const change of CHANGES) {
      const kinds = new Kinds();
      kinds.of(entry(AT, 1));

      const { dims } = kinds.of(entry(AT, 2, change));

      expect(dims).toEqual(dimsOf(entry(AT, 2, change)));
    }
  });

  it('are the same object for two of a kind, whatever else the two say', () => {
    const kinds = new Kinds();

    const [first, second] = [kinds.of(entry(AT, 1)), kinds.of(entry(AT + 5, 2, { cost: 7, metadata: { a: 'b' } }))];

    expect(second).toBe(first);
  });

  it('are right when more of them come than are remembered, in any order', () => {
    const kinds = new Kinds();
    const all = [...CHANGES, {}, ...CHANGES.toReversed()].map((change, number) => entry(AT, number, change));

    const found = all.map((each) => kinds.of(each).dims);

    expect(found).toEqual(all.map(dimsOf));
  });
});
