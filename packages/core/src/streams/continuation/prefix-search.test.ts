import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PrefixSearch } from './prefix-search.ts';

const few = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b'), maxLength });

describe('searching with a pattern that grows', () => {
  it('finds what looking at every place would find', () => {
    fc.assert(
      fc.property(few(20), few(20), fc.array(fc.boolean(), { minLength: 21, maxLength: 21 }), (text, pattern, allowed) => {
        const search = new PrefixSearch(text, (place) => allowed[place]!);
        const places = text.split('').flatMap((_, place) => (allowed[place] ? place : []));
        let open = true;

        for (let length = 1; length <= pattern.length; length++) {
          const begun = pattern.slice(0, length);
          search.push(pattern.charCodeAt(length - 1));

          const within = places.find((place) => text.startsWith(begun, place) && place + length < text.length);
          open = within !== undefined;
          expect(search.open).toBe(open);
          if (open) expect(search.place).toBe(within);
        }
        search.close();

        fc.pre(pattern !== '');
        const ends = places.filter((place) => pattern.startsWith(text.slice(place)));
        expect(search.overlaps()).toEqual(ends.map((place) => text.length - place));
      }),
      { numRuns: 2000 },
    );
  });
});
