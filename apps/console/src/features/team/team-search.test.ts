import { describe, expect, it } from '@jest/globals';
import { teamSearch } from './team-search.ts';

describe('the address of the team', () => {
  it('keeps what it knows', () => {
    const search = { tab: 'audit', action: 'configs.update', from: '2026-11-01', page: 3 } as const;

    expect(teamSearch(search)).toEqual(search);
  });

  it('drops what nobody has chosen, and what somebody made up', () => {
    expect(teamSearch({ tab: 'people', page: 1, make: 'yes', from: 'yesterday', actor: 7, search: '' })).toEqual({});
  });

  it('drops a day that is in no calendar, which no page could count from', () => {
    expect(teamSearch({ tab: 'audit', from: '2026-13-45', to: '2026-11-30' })).toEqual({ tab: 'audit', to: '2026-11-30' });
  });
});
