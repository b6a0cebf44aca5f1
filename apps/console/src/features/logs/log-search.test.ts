import { describe, expect, it } from '@jest/globals';
import { chipsOf } from './chips.ts';
import { FILTERS, membersOf } from './filters.ts';
import { filterOf, isNarrowed, readLogSearch, withMembers } from './log-search.ts';

const NOON = new Date(2026, 2, 10, 12).getTime();

describe('the address of the log', () => {
  it('keeps what the API can look for, and leaves out what nobody knows', () => {
    const search = readLogSearch({
      status_code: 429,
      success: false,
      metadata: { _user: 'ada' },
      nonsense: 1,
      when: 'never',
      live: 'yes',
      log: 'abc',
    });

    expect(search).toEqual({ status_code: 429, success: false, metadata: { _user: 'ada' }, log: 'abc' });
  });

  it('takes metadata that was written as a text, and refuses what is no pair', () => {
    expect(readLogSearch({ metadata: '{"team":"core"}' })).toEqual({ metadata: { team: 'core' } });
    expect(readLogSearch({ metadata: '[1]' })).toEqual({});
    expect(readLogSearch({ metadata: { team: { deep: 1 } } })).toEqual({});
  });

  it('becomes the query of the API', () => {
    const search = readLogSearch({ ai_model: 'a,b', cost_min: 0.5, metadata: { _user: 'ada' }, when: '1h', live: true, tab: 'request' });

    expect(filterOf(search, NOON)).toEqual({
      ai_model: 'a,b',
      cost_min: 0.5,
      metadata: '{"_user":"ada"}',
      time_of_generation_min: new Date(NOON - 3_600_000).toISOString(),
    });
  });

  it('means by yesterday the day before by the calendar, to its last moment', () => {
    const { time_of_generation_min: from, time_of_generation_max: to } = filterOf({ when: 'yesterday' }, NOON);

    expect(new Date(from!).getTime()).toBe(new Date(2026, 2, 9).getTime());
    expect(new Date(to!).getTime()).toBe(new Date(2026, 2, 10).getTime() - 1);
  });

  it('begins with the first page where the list becomes another', () => {
    expect(withMembers({ cursor: 'x', status_code: 500 }, { status_code: '', ai_org: 'mock' })).toEqual({ ai_org: 'mock' });
  });

  it('is narrowed by each filter there is', () => {
    for (const member of FILTERS.flatMap(membersOf)) {
      const search = readLogSearch({ [member]: member === 'metadata' ? { a: 'b' } : 1 });

      expect([member, isNarrowed(search), chipsOf(search).length]).toEqual([member, true, 1]);
    }
    expect(isNarrowed(readLogSearch({ live: true, log: 'x', tab: 'y', cursor: 'z' }))).toBe(false);
  });
});

describe('the chips', () => {
  it('say each filter in words, and take it away', () => {
    const search = readLogSearch({
      success: false,
      cost_min: 1,
      cost_max: 5,
      metadata: { _user: 'ada', team: 'core' },
      api_key_ids: 'k1,k2',
      when: '24h',
    });

    const chips = chipsOf(search, (id) => (id === 'k1' ? 'Web shop' : id));

    expect(chips.map(({ label }) => label)).toEqual([
      'Last 24 hours',
      'Outcome: Failed',
      'API key: Web shop, k2',
      'User: ada',
      'team: core',
      'Cost: from 1 up to 5 US cents',
    ]);
    const left = chips.reduce((rest, { label, without }) => (label === 'team: core' ? rest : withMembers(rest, without)), search);
    expect(left).toEqual({ metadata: { team: 'core' } });
    expect(withMembers(search, chips.find(({ label }) => label === 'User: ada')!.without)).toMatchObject({ metadata: { team: 'core' } });
  });
});
