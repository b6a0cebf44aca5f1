import { describe, expect, it } from '@jest/globals';
import { chatRequest, KEY } from '../house.test.support.ts';
import type { ApiKey } from '../caller.ts';
import { readMetadata } from './read-metadata.ts';

const metadataOf = (headers: Record<string, string>, { body = {}, key }: { readonly body?: object; readonly key?: ApiKey } = {}) =>
  readMetadata(chatRequest(headers, { model: 'new', messages: [], ...body }), { key, credential: undefined, secrets: [] });

const keyed: ApiKey = {
  ...KEY,
  defaults: { ...KEY.defaults, metadata: { place: 'key', team: 'core' } },
  enforced: { ...KEY.enforced, metadata: { team: 'lab' } },
};

describe('the metadata of a request', () => {
  it('is what its workspace says, over its key, over its header, over its baggage', () => {
    const headers = { baggage: 'team=a,place=b,tier=c,region=d', 'x-portkey-metadata': '{"team":"x","place":"y","tier":"z"}' };

    const metadata = metadataOf(headers, { key: keyed });

    expect(metadata).toEqual({ team: 'lab', place: 'key', tier: 'z', region: 'd' });
  });

  it.each([
    ['nothing else does', {}, {}, 'ann'],
    ['the header does', { 'x-portkey-metadata': '{"_user":"bob"}' }, {}, 'bob'],
    ['the baggage does', { baggage: '_user=eve' }, {}, 'eve'],
    ['the key does', {}, { key: { ...keyed, defaults: { ...keyed.defaults, metadata: { _user: 'dan' } } } }, 'dan'],
  ] as const)('has the user of the body only where %s', (_, headers, caller, user) => {
    expect(metadataOf(headers, { body: { user: 'ann' }, ...caller })?.['_user']).toBe(user);
  });

  it('has no user where the body names none', () => {
    expect(metadataOf({}, { body: { user: '' } })).toBeUndefined();
    expect(metadataOf({}, { body: { user: 7 } })).toBeUndefined();
  });

  it('is cut where a value is long, wherever it comes from', () => {
    const long = 'x'.repeat(200);

    const metadata = metadataOf({ baggage: `a=${long}`, 'x-portkey-metadata': JSON.stringify({ b: long }) }, { body: { user: long } });

    expect(Object.values(metadata!).map((value) => value.length)).toEqual([128, 128, 128]);
  });

  it('is refused with more names than 64, or with a name that is longer than 256 characters', () => {
    const named = (names: readonly string[]) => () =>
      metadataOf({ 'x-portkey-metadata': JSON.stringify(Object.fromEntries(names.map((name) => [name, 'v']))) });
    const many = Array.from({ length: 65 }, (_, index) => `n${index}`);

    expect(Object.keys(named(many.slice(1))()!)).toHaveLength(64);
    expect(named(['x'.repeat(256)])).not.toThrow();
    expect(named(many)).toThrow(/x-portkey-metadata .*65 names/);
    expect(named(['x'.repeat(257)])).toThrow(/x-portkey-metadata .*256 characters/);
  });

  it('reads baggage as the standard says, and leaves out what cannot be read', () => {
    const baggage = ' spaced = a%20b ;ttl=5;x, plain=c , =nameless, empty=, none, odd=%zz,eq=a=b';

    expect(metadataOf({ baggage })).toEqual({ spaced: 'a b', plain: 'c', odd: '%zz', eq: 'a=b' });
  });

  it('is not read further in baggage than everybody has to', () => {
    const baggage = Array.from({ length: 100 }, (_, index) => `n${index}=v`).join(',');

    expect(Object.keys(metadataOf({ baggage })!)).toHaveLength(64);
  });
});
