import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createSampler } from './sampler.ts';

const ids = Array.from({ length: 10_000 }, (_, index) => createHash('sha256').update(String(index)).digest('hex').slice(0, 32));
const shareOf = (name: string, argument: string | undefined, parent: boolean | undefined) => {
  const sampler = createSampler(name, argument);
  return ids.filter((id) => sampler(id, parent)).length / ids.length;
};

describe('the choice of traces that are sent on', () => {
  it.each([
    ['always_on', undefined, false, 1],
    ['always_off', undefined, true, 0],
    ['parentbased_always_on', undefined, undefined, 1],
    ['parentbased_always_on', undefined, false, 0],
    ['parentbased_always_off', undefined, undefined, 0],
    ['parentbased_always_off', undefined, true, 1],
    ['parentbased_traceidratio', '0', true, 1],
    ['traceidratio', undefined, undefined, 1],
    ['traceidratio', '0', true, 0],
  ])('%s(%s) with a parent that is sampled: %s gives %d', (name, argument, parent, share) => {
    expect(shareOf(name, argument, parent)).toBe(share);
  });

  it('takes about the share that it is given, and the same traces each time', () => {
    const share = shareOf('traceidratio', '0.25', undefined);

    expect(share).toBeGreaterThan(0.23);
    expect(share).toBeLessThan(0.27);
    expect(shareOf('traceidratio', '0.25', undefined)).toBe(share);
  });

  it('takes a share of ids that begin with a time, too', () => {
    const sampler = createSampler('traceidratio', '0.5');
    const ofOneSecond = ids.map((id) => `0193a0000000${id.slice(12)}`);

    const share = ofOneSecond.filter((id) => sampler(id, undefined)).length / ids.length;

    expect(Math.abs(share - 0.5)).toBeLessThan(0.02);
  });

  it.each([
    ['sometimes', undefined, 'OTEL_TRACES_SAMPLER: "sometimes" is none of'],
    ['traceidratio', '2', 'OTEL_TRACES_SAMPLER_ARG: "2" is not a share from 0 to 1'],
    ['traceidratio', 'half', 'OTEL_TRACES_SAMPLER_ARG: "half"'],
  ])('refuses %s(%s)', (name, argument, reason) => {
    expect(() => createSampler(name, argument)).toThrow(reason);
  });
});
