import { describe, expect, it } from '@jest/globals';
import { MemoryCache } from './memory-cache.ts';
import type { KeptReply } from './reply-cache.ts';

const reply = (text: string): KeptReply => ({
  status: 200,
  headers: ['content-type', 'application/json'],
  body: Buffer.from(text),
  usage: { total_tokens: 3 },
});

/** A cache whose clock stands still until it is told. */
function cacheOf(maxBytes: number) {
  let time = 0;
  const cache = new MemoryCache({ maxBytes, now: () => time });
  return { cache, pass: (ms: number) => (time += ms) };
}

describe('replies kept in memory', () => {
  it('gives back what it was given, under the same key only', () => {
    const { cache } = cacheOf(100_000);

    cache.set('a', reply('{"a":1}'), 1000);

    expect(cache.get('a')).toEqual(reply('{"a":1}'));
    expect(cache.get('b')).toBeUndefined();
  });

  it('forgets a reply when its time is over, and frees its bytes', () => {
    const { cache, pass } = cacheOf(100_000);
    cache.set('a', reply('{"a":1}'), 1000);

    pass(999);
    const before = cache.get('a');
    pass(1);
    const after = cache.get('a');

    expect(before).toBeDefined();
    expect(after).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });

  it('forgets what it is told to', () => {
    const { cache } = cacheOf(100_000);
    cache.set('a', reply('{"a":1}'), 1000);

    cache.delete('a');

    expect(cache.get('a')).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });

  it('never weighs more than it may, and keeps what was used last', () => {
    const { cache } = cacheOf(10_000);

    for (let index = 0; index < 100; index++) {
      cache.set(`key ${index}`, reply('x'.repeat(1000)), 1000);
      cache.get('key 0');
      expect(cache.bytes).toBeLessThanOrEqual(10_000);
    }

    expect(cache.get('key 0')).toBeDefined();
    expect(cache.get('key 1')).toBeUndefined();
    expect(cache.get('key 99')).toBeDefined();
  });

  it('does not keep what is larger than a quarter of the whole, nor what stood there before', () => {
    const { cache } = cacheOf(10_000);
    cache.set('a', reply('small'), 1000);

    cache.set('a', reply('x'.repeat(2500)), 1000);

    expect(cache.get('a')).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });

  it('counts tiny replies too', () => {
    const { cache } = cacheOf(10_000);

    for (let index = 0; index < 100; index++) cache.set(`${index}`, reply(''), 1000);

    expect(Array.from({ length: 100 }, (_, index) => cache.get(`${index}`)).filter(Boolean).length).toBeLessThan(20);
  });

  it('does not hold on to a large buffer for the sake of a slice of it', () => {
    const { cache } = cacheOf(100_000);
    const large = Buffer.alloc(1_000_000, 'x');

    cache.set('a', { ...reply(''), body: large.subarray(10, 20) }, 1000);

    expect(cache.get('a')?.body.toString()).toBe('xxxxxxxxxx');
    expect(cache.get('a')?.body.buffer.byteLength).toBe(10);
  });

  it('keeps nothing where it has no room at all', () => {
    const { cache } = cacheOf(0);

    cache.set('a', reply('{}'), 1000);

    expect(cache.get('a')).toBeUndefined();
  });
});
