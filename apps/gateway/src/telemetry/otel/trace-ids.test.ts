import { describe, expect, it } from '@jest/globals';
import { spanIdOf, traceIdOf } from './trace-ids.ts';

describe('ids of traces and spans', () => {
  it('stay what they are where they are hex', () => {
    expect(traceIdOf('4bf92f3577b34da6a3ce929d0e0e4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(traceIdOf('4BF92F3577B34DA6A3CE929D0E0E4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(spanIdOf('00f067aa0ba902b7')).toBe('00f067aa0ba902b7');
  });

  it('are the digits of a UUID', () => {
    expect(traceIdOf('0193a000-0000-7000-8000-00000000000f')).toBe('0193a000000070008000' + '00000000000f');
  });

  it('are made of any text, the same of the same', () => {
    const [first, again, other] = [traceIdOf('order 17'), traceIdOf('order 17'), traceIdOf('order 18')];

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(spanIdOf('step one')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('are never all zeros, which means none', () => {
    expect(traceIdOf('0'.repeat(32))).not.toBe('0'.repeat(32));
    expect(spanIdOf('0'.repeat(16))).not.toBe('0'.repeat(16));
  });
});
