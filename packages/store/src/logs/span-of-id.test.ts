import { describe, expect, it } from '@jest/globals';
import { beginningsOfSpan, spanOfId } from './span-of-id.ts';

const ID = '0198a0aa-1234-7abc-8def-0123456789ab';

describe('the span of a record that nobody gave one', () => {
  it('is 16 hex digits of its id, as W3C wants them', () => {
    expect(spanOfId(ID)).toBe('98a0aa12346789ab');
  });

  it('tells the moments at which the record may have been made, today and a round before and after', () => {
    const beginnings = beginningsOfSpan(spanOfId(ID), Date.UTC(2026, 0, 1));

    expect(beginnings).toEqual(['0098a0aa-1234', '0198a0aa-1234', '0298a0aa-1234']);
    expect(beginnings.some((beginning) => ID.startsWith(beginning))).toBe(true);
  });

  it('tells nothing of one that somebody gave in other words', () => {
    expect([beginningsOfSpan('their-span', 0), beginningsOfSpan('98A0AA12346789AB', 0)]).toEqual([[], []]);
  });
});
