import { describe, expect, it } from '@jest/globals';
import { uuidV7 } from './uuid-v7.ts';

const timeIn = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

describe('an id of a request', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    const at = Date.UTC(2040, 0, 1);

    const id = uuidV7(at);

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(timeIn(id)).toBe(at);
  });

  it('stands behind all that were made before, however many a millisecond has', () => {
    const at = Date.UTC(2041, 0, 1);

    const ids = Array.from({ length: 20_000 }, (_, index) => uuidV7(at + Math.floor(index / 10_000)));

    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('goes on from where it was when the clock is put back a little, and follows it where it is put back far', () => {
    const at = Date.UTC(2042, 0, 1);
    const before = uuidV7(at);

    const [little, far] = [uuidV7(at - 500), uuidV7(at - 5_000)];

    expect(little > before).toBe(true);
    expect(timeIn(far)).toBe(at - 5_000);
  });
});
