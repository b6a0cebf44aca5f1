import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from './support/accessibility.ts';
import type { OpenConsole } from './support/console.ts';
import type { Furnished } from './support/every-page.ts';
import { addressOf, EVERY_PAGE, openFurnished, settled } from './support/open-furnished.ts';

const ROWS = 100_000;

/** More elements than this nobody scrolls through, and no browser draws at once. */
const MOST_ELEMENTS = 12_000;

describe('a gateway with a hundred thousand of each thing', () => {
  let many: OpenConsole;
  let things: Furnished;
  beforeAll(async () => {
    ({ console_: many, things } = await openFurnished(ROWS));
  }, 240_000);
  afterAll(() => many.close());

  it.each(EVERY_PAGE)('$name shows a part, and is quick about it', async ({ path }) => {
    await many.open(addressOf(path, things));
    await settled(many.page);

    expect(await many.page.locator('*').count()).toBeLessThan(MOST_ELEMENTS);
    expect(await accessibilityFaults(many.page)).toEqual([]);
    expect(many.problems).toEqual([]);
  });
});
