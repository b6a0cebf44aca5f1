import { describe, expect, it } from '@jest/globals';
import { filterFor } from './filter.ts';
import { costWords, sideWords } from './words.ts';

const NOW = Date.parse('2026-05-01T12:00:00Z');

describe('filterFor', () => {
  it('takes calls of this config, or all of its workspace', () => {
    expect(filterFor({ whose: 'this', since: 'any', slug: 'pc-a', workspace: 'w', now: NOW })).toEqual({
      source: 'gateway',
      configs: 'pc-a',
      workspace_id: 'w',
    });
    expect(filterFor({ whose: 'all', since: 'day', slug: 'pc-a', workspace: undefined, now: NOW })).toEqual({
      source: 'gateway',
      time_of_generation_min: '2026-04-30T12:00:00.000Z',
    });
  });
});

describe('words for a dry run', () => {
  it('say what it would cost, and what nobody knows', () => {
    expect(costWords({ requests: 2, before: 200, after: 150, difference: -50, unknown: 1 })).toBe(
      '$0.500 less: $2.00 → $1.50; of 1 not known',
    );
    expect(costWords({ requests: 1, before: 5, after: 5, difference: 0, unknown: 0 })).toMatch(/^the same/);
    expect(costWords({ requests: 0, before: 0, after: 0, difference: 0, unknown: 3 })).toBe('not known of any');
    expect(sideWords({ provider: null, model: null })).toBe('nobody');
  });
});
