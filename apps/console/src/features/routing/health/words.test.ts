import { describe, expect, it } from '@jest/globals';
import type { TargetHealth } from '@sluice/contract';
import { overallWords, standingOf } from './words.ts';

const target = (more: Partial<TargetHealth>): TargetHealth => ({
  object: 'target',
  virtual_key: 'a',
  provider: 'mock',
  requests: 10,
  failures: 0,
  p50_latency: 1,
  p90_latency: 1,
  p99_latency: 1,
  last_failure: null,
  state: null,
  breakers: [],
  ...more,
});

describe('how a target does', () => {
  it('is told by its circuit first, then by what failed', () => {
    expect(standingOf(target({ state: 'open' }))).toBe('open');
    expect(standingOf(target({ state: 'half_open', failures: 10 }))).toBe('probing');
    expect(standingOf(target({ state: 'closed', failures: 5 }))).toBe('failing');
    expect(standingOf(target({ failures: 4 }))).toBe('some fail');
    expect(standingOf(target({}))).toBe('fine');
    expect(standingOf(target({ requests: 0 }))).toBe('idle');
  });

  it('is told of all in a sentence', () => {
    expect(overallWords([target({}), target({ state: 'open' })])).toBe('1 of 2 is failing or kept out');
    expect(overallWords([target({}), target({ failures: 1 })])).toBe('Of 2 targets 1 had failures');
    expect(overallWords([target({}), target({ requests: 0 })])).toBe('All that were asked are fine');
    expect(overallWords([target({}), target({ virtual_key: null, failures: 9 })])).toBe('All that were asked are fine');
    expect(overallWords([target({ requests: 0 })])).toBe('Nobody was asked in this time');
  });
});
