import { describe, expect, it } from '@jest/globals';
import type { ExplainedTarget, Explanation } from './explanation.ts';
import { notesOf, summaryOf } from './words.ts';

const target = (label: string, more: Partial<ExplainedTarget> = {}): ExplainedTarget => ({
  target: label,
  name: null,
  provider: 'mock',
  virtual_key: null,
  model: 'm',
  url: null,
  fit: true,
  reason: null,
  turn: null,
  error: null,
  circuit: null,
  latency_ms: null,
  cost_usd: null,
  limits: { tries: 1, request_timeout_ms: null, first_byte_ms: null },
  ...more,
});

const explained = (order: readonly string[], decisions: Explanation['decisions'] = []): Explanation => ({
  order,
  decisions,
  conditions: [],
  targets: [target('a', { virtual_key: 'main' }), target('b', { name: 'spare' }), target('c')],
  estimate: { input_tokens: 1, output_tokens: null },
  needs: [],
  variant: null,
  metadata: {},
});

describe('summaryOf', () => {
  it('says who is asked first, and who if that fails', () => {
    expect(summaryOf(explained(['a']))).toBe('@main · m would be asked, and nobody else');
    expect(summaryOf(explained(['b', 'a']))).toBe('mock · m (“spare”) would be asked first; if that fails, @main · m');
    expect(summaryOf(explained(['a', 'b', 'c']))).toMatch(/and 1 more$/);
  });

  it('says what stands in the way of all', () => {
    const { targets, ...rest } = explained(['a', 'b']);
    const summary = summaryOf({ ...rest, targets: targets.map((each) => ({ ...each, error: '"model" is missing' })) });

    expect(summary).toBe('@main · m would be asked, but cannot be: "model" is missing');
  });

  it('says why nobody is', () => {
    expect(summaryOf(explained([], [{ kind: 'skipped', target: 'a', reason: 'it has no speech' }]))).toBe(
      'Nobody would be asked: it has no speech',
    );
  });
});

describe('notesOf', () => {
  it('says what stands in the way, and what counts', () => {
    expect(
      notesOf(target('a', { circuit: 'open', error: 'no key', limits: { tries: 3, request_timeout_ms: 500, first_byte_ms: null } })),
    ).toEqual(['Cannot be asked: no key', 'Its circuit is open', 'Up to 3 tries', 'At most 500 ms']);
  });
});
