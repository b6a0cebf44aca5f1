import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { addressOf, EVERY_PAGE, settled, type Furnished } from './support/every-page.ts';
import { furnish } from './support/furnish.ts';

describe.each(['light', 'dark'] as const)('a gateway with one of each thing, on %s ground', (colours) => {
  let one: OpenConsole;
  let things: Furnished;
  beforeAll(async () => {
    one = await openConsole({ colours });
    things = await furnish(one);
  }, 60_000);
  afterAll(() => one.close());

  it.each(EVERY_PAGE)('$name is legible for everybody, runs nothing that was said in it, and complains of nothing', async ({ path }) => {
    await one.open(addressOf(path, things));
    await settled(one.page);

    expect(await accessibilityFaults(one.page)).toEqual([]);
    expect(one.problems).toEqual([]);
  });
});
