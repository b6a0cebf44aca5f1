import { describe, expect, it } from '@jest/globals';
import { arrived, NOTHING_ARRIVED, released, withArrivals } from './arrivals.ts';
import { idOf, someLog } from './log.test.support.ts';

const log = (number: number) => someLog({ id: idOf(number) });
const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

describe('records that come live', () => {
  it('stand on top, the newest first, and once', () => {
    const after = arrived(arrived(NOTHING_ARRIVED, [log(3)], false), [log(5), log(4), log(3)], false);

    expect(ids(withArrivals(after.shown, [log(3), log(2)]))).toEqual([5, 4, 3, 2].map(idOf));
  });

  it('wait while somebody reads, and come when they are wanted', () => {
    const shown = arrived(NOTHING_ARRIVED, [log(1)], false);

    const waiting = arrived(shown, [log(2), log(3)], true);

    expect([ids(waiting.shown), ids(waiting.held)]).toEqual([[idOf(1)], [idOf(3), idOf(2)]]);
    expect(ids(released(waiting).shown)).toEqual([3, 2, 1].map(idOf));
    expect(released(waiting).held).toEqual([]);
  });

  it('are counted and not kept where they are too many', () => {
    const many = Array.from({ length: 450 }, (_, index) => log(index));

    const waiting = arrived(NOTHING_ARRIVED, many, true);

    expect([waiting.held.length, waiting.dropped]).toEqual([200, 250]);
    expect(waiting.held[0]!.id).toBe(idOf(449));
    expect(arrived(NOTHING_ARRIVED, many, false).shown).toHaveLength(200);
  });
});
