import { describe, expect, it } from '@jest/globals';
import type { LogSummary } from '@sluice/contract';
import { newest } from './newest.ts';

const record = (id: string) => ({ id }) as LogSummary;

describe('the newest requests', () => {
  it('are those of the list and of the tail, the newest first, each once', () => {
    const shown = newest([record('02'), record('01')], [record('04'), record('02')], 3);

    expect(shown.map(({ id }) => id)).toEqual(['04', '02', '01']);
  });
});
