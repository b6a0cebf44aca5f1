import { describe, expect, it } from '@jest/globals';
import { readConfigSearch, readConfigsSearch, readHealthSearch } from './searches.ts';

describe('the search of an address', () => {
  it('keeps what means something, and lets the rest fall', () => {
    expect(readConfigsSearch({ search: 12, page: 3, other: 'x' })).toEqual({ search: '12', page: 3 });
    expect(readConfigsSearch({ search: '', page: -1 })).toEqual({});
    expect(readConfigSearch({ tab: 'versions', left: 1, right: 'draft', log: {} })).toEqual({ tab: 'versions', left: '1', right: 'draft' });
    expect(readConfigSearch({ tab: 'nowhere' })).toEqual({});
    expect(readHealthSearch({ minutes: 99_999 })).toEqual({});
  });
});
