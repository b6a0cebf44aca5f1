import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventSplitter } from './event-splitter.ts';

/** Feeds a text in pieces; gives the events found and all bytes let through. */
function split(pieces: readonly Buffer[]) {
  const splitter = new EventSplitter();
  const events: string[] = [];
  const passed = pieces.flatMap(
    (piece) => splitter.push(piece, (bytes, start, end) => events.push(bytes.toString('utf8', start, end))) ?? [],
  );
  return { events, passed: Buffer.concat(passed).toString(), rest: splitter.rest.toString() };
}

/** Cuts a text at the given places. */
function cut(text: string, places: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

describe('cutting a stream into events', () => {
  it.each([
    ['data: 1\n\ndata: 2\n\n', ['data: 1\n\n', 'data: 2\n\n'], ''],
    ['data: 1\r\n\r\ndata: 2\r\n\r\n', ['data: 1\r\n\r\n', 'data: 2\r\n\r\n'], ''],
    ['data: 1\r\rdata: 2\r\r', ['data: 1\r\r', 'data: 2\r\r'], ''],
    ['data: 1\n\r\ndata: 2\r\n\n', ['data: 1\n\r\n', 'data: 2\r\n\n'], ''],
    ['\n\n\ndata: 1\n\n\n\n', ['data: 1\n\n'], ''],
    ['event: x\ndata: a\ndata: b\n\ndata: half', ['event: x\ndata: a\ndata: b\n\n'], 'data: half'],
    ['data: one line\n', [], 'data: one line\n'],
  ])('%j', (text, events, rest) => {
    expect(split([Buffer.from(text)])).toEqual({ events, rest, passed: text.slice(0, text.length - rest.length) });
  });

  it('is the same wherever the stream is cut, and lets every byte of whole events through', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'é', '🌍', ':', '"'), minLength: 1, maxLength: 6 });
    const stream = fc.record({
      events: fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      tail: fc.oneof(fc.constant(''), word),
    });

    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 8 }), ({ events, end, tail }, places) => {
        const text = events.map((lines) => [...lines, ''].join(end) + end).join('') + tail;

        const found = split(cut(text, places));

        expect(found.events.map((event) => event.trim().split(/[\r\n]+/))).toEqual(events);
        expect(found.passed + found.rest).toBe(text);
        expect(found.rest).toBe(tail);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets the end of a line go that comes with the next event, and counts it to neither', () => {
    const found = split([Buffer.from('data: 1\r\n\r'), Buffer.from('\ndata: 2\r\n')]);

    expect(found).toEqual({ events: ['data: 1\r\n\r'], passed: 'data: 1\r\n\r\n', rest: 'data: 2\r\n' });
  });

  it('finds an event of many megabytes that comes in crumbs, in time', () => {
    const event = Buffer.from(`data: ${'x'.repeat(4_000_000)}\n\n`);
    const pieces = Array.from({ length: Math.ceil(event.length / 100) }, (_, index) => event.subarray(index * 100, index * 100 + 100));
    const started = performance.now();

    const { passed } = split(pieces);

    expect(passed.length).toBe(event.length);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
