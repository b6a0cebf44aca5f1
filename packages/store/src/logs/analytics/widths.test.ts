import { expect, it } from '@jest/globals';
import { Dice } from '../read/testing/random.ts';
import { cutInPieces } from './pieces.ts';
import { pointsFor, SPAN_MS } from './widths.ts';

const at = (text: string) => Date.parse(`${text}Z`);

it.each([
  ['an hour and a half', '2026-01-01T10:07', '2026-01-01T11:37', 'minute', 90, '2026-01-01T10:07'],
  ['half a day', '2026-01-01T10:07', '2026-01-01T22:07', 'minute', 145, '2026-01-01T10:05'],
  ['a day', '2026-01-01T10:07', '2026-01-02T10:07', 'hour', 25, '2026-01-01T10:00'],
  ['a week', '2026-01-01T00:00', '2026-01-08T00:00', 'hour', 168, '2026-01-01T00:00'],
  ['a month', '2026-01-01T10:07', '2026-01-31T10:07', 'day', 31, '2026-01-01T00:00'],
  ['two years', '2024-01-01T00:00', '2026-01-01T00:00', 'week', 105, '2023-12-28T00:00'],
  ['ten years', '2016-01-01T00:00', '2026-01-01T00:00', 'day', 122, '2015-12-31T00:00'],
])('draws %s with some tens of points, at whole minutes, hours, days and weeks of UTC', (_, from, to, span, count, first) => {
  const points = pointsFor({ from: at(from), to: at(to) });

  expect([points.span, points.begins.length, points.begins[0]]).toEqual([span, count, at(first)]);
});

it('has never more than 200 points, and they cover the time without a gap', () => {
  const dice = new Dice(3);
  for (let round = 0; round < 500; round++) {
    const from = Math.floor(1.8e12 * dice.share());
    const to = from + 1 + Math.floor(1.8e12 * dice.share() ** 8);

    const { begins, widthMs } = pointsFor({ from, to });

    expect(begins.length).toBeLessThanOrEqual(200);
    expect(begins[0]).toBeLessThanOrEqual(from);
    expect(begins[0]! + widthMs).toBeGreaterThan(from);
    expect(begins.at(-1)).toBeLessThan(to);
    expect(begins.at(-1)! + widthMs).toBeGreaterThanOrEqual(to);
    expect(begins.every((begin, place) => begin === begins[0]! + place * widthMs && begin % widthMs === 0)).toBe(true);
  }
});

it('cuts a time so that each moment is in one piece, by the coarsest sums there are', () => {
  const dice = new Dice(4);
  for (let round = 0; round < 500; round++) {
    const from = 1.7e12 + dice.below(1e9);
    const time = { from, to: from + 1 + dice.below(dice.of([4e8, 4e9])) };
    const minutesFrom = dice.of([0, Infinity, from + dice.below(4e8)]);

    const { sums, rows } = cutInPieces(time, ['week', 'day', 'hour', 'minute'], minutesFrom);

    const pieces = [...sums, ...rows].toSorted((one, other) => one.from - other.from);
    expect(pieces[0]?.from).toBe(time.from);
    expect(pieces.at(-1)?.to).toBe(time.to);
    expect(pieces.slice(1).map((piece) => piece.from)).toEqual(pieces.slice(0, -1).map((piece) => piece.to));
    for (const { span, from: begin, to: end } of sums) expect([begin % SPAN_MS[span], end % SPAN_MS[span]]).toEqual([0, 0]);
    for (const minute of sums.filter(({ span }) => span === 'minute')) expect(minute.from).toBeGreaterThanOrEqual(minutesFrom);
    // What is looked through one by one is less than the finest sum that could have been asked.
    if (minutesFrom === 0) for (const row of rows) expect(row.to - row.from).toBeLessThan(2 * SPAN_MS.minute);
    for (const row of rows) expect(row.to - row.from).toBeLessThan(2 * SPAN_MS.hour);
  }
});
