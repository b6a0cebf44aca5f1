import { describe, expect, it } from '@jest/globals';
import { queryOf, readAnalyticsSearch, stretchBefore } from './analytics-search.ts';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');

describe('the address of the charts', () => {
  it('keeps filters and groups, and drops what belongs to the log', () => {
    expect(readAnalyticsSearch({ ai_model: 'm', by: 'models', page: 2, cursor: 'x', live: true })).toEqual({
      ai_model: 'm',
      by: 'models',
      page: 2,
    });
    expect(readAnalyticsSearch({ by: 'constructor', page: -1 })).toEqual({});
  });
});

describe('what is asked of a chart', () => {
  it('is the last day, where nobody says', () => {
    expect(queryOf({}, NOW)).toEqual({
      time_of_generation_min: '2026-11-19T12:00:00.000Z',
      time_of_generation_max: '2026-11-20T12:00:00.000Z',
    });
  });

  it('goes with the clock, where a stretch has a name', () => {
    expect(queryOf({ when: '1h', success: false }, NOW)).toEqual({
      success: false,
      time_of_generation_min: '2026-11-20T11:00:00.000Z',
      time_of_generation_max: '2026-11-20T12:00:00.000Z',
    });
  });

  it('has a stretch before it that is as long and shares no moment with it', () => {
    expect(stretchBefore(queryOf({ when: '1h' }, NOW))).toEqual({
      time_of_generation_min: '2026-11-20T10:00:00.000Z',
      time_of_generation_max: '2026-11-20T10:59:59.999Z',
    });
  });
});
