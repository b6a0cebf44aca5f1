import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { LISTS, settled } from './support/every-page.ts';

describe('a gateway with nothing in it', () => {
  let empty: OpenConsole;
  beforeAll(async () => {
    empty = await openConsole();
  }, 60_000);
  afterAll(() => empty.close());

  it.each(LISTS)('$name says what to do, is legible for everybody, and complains of nothing', async ({ path }) => {
    await empty.open(path);
    await settled(empty.page);

    expect(await accessibilityFaults(empty.page)).toEqual([]);
    expect(empty.problems).toEqual([]);
  });
});
