import { describe, expect, it } from '@jest/globals';
import { readDeskSearch } from './desk-search.ts';
import { readLibrarySearch } from './library/library-search.ts';

describe('the address of a view', () => {
  it('says what is looked at of the library', () => {
    const search = { tab: 'partials', search: 'tone', folder: 'team', page: 2, make: true };

    expect(readLibrarySearch(search)).toEqual(search);
  });

  it('says what is looked at of a prompt', () => {
    const search = { tab: 'versions', from: 1, to: 3, version: 2 };

    expect(readDeskSearch(search)).toEqual(search);
  });

  it('is read without what makes no sense', () => {
    expect(readLibrarySearch({ tab: 'nothing', search: '', page: -1, make: 'yes' })).toEqual({});
    expect(readDeskSearch({ tab: 4, version: 'two', from: 1.5, to: 0 })).toEqual({});
  });

  it('takes a number that is searched for as its text', () => {
    expect(readLibrarySearch({ search: 42 })).toEqual({ search: '42' });
  });
});
