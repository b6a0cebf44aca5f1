import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from './support/accessibility.ts';
import { openBadRoad, type BadRoad } from './support/bad-road.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { EVERY_PAGE, settled, type Furnished } from './support/every-page.ts';
import { furnish } from './support/furnish.ts';
import { makeMany } from './support/many-rows.ts';

const ROWS = 100_000;

/** More elements than this nobody scrolls through, and no browser draws at once. */
const MOST_ELEMENTS = 12_000;

const LISTS = EVERY_PAGE.filter((page): page is { readonly name: string; readonly path: string } => typeof page.path === 'string');
const addressOf = (path: (typeof EVERY_PAGE)[number]['path'], things: Furnished) => (typeof path === 'string' ? path : path(things));

describe('with nothing in it', () => {
  let empty: OpenConsole;
  beforeAll(async () => {
    empty = await openConsole();
  });
  afterAll(() => empty.close());

  it.each(LISTS)('$name says what to do, is legible for everybody, and complains of nothing', async ({ path }) => {
    await empty.open(path);
    await settled(empty.page);

    expect(await accessibilityFaults(empty.page)).toEqual([]);
    expect(empty.problems).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('with one of each thing, on %s ground', (colours) => {
  let one: OpenConsole;
  let things: Furnished;
  beforeAll(async () => {
    one = await openConsole({ colours });
    things = await furnish(one);
  });
  afterAll(() => one.close());

  it.each(EVERY_PAGE)('$name is legible for everybody, runs nothing that was said in it, and complains of nothing', async ({ path }) => {
    await one.open(addressOf(path, things));
    await settled(one.page);

    expect(await accessibilityFaults(one.page)).toEqual([]);
    expect(one.problems).toEqual([]);
  });
});

describe('behind a bad road', () => {
  let behind: OpenConsole;
  let things: Furnished;
  let road: BadRoad;
  beforeAll(async () => {
    behind = await openConsole();
    things = await furnish(behind);
    road = await openBadRoad(behind.gateway.url);
  });
  afterAll(async () => {
    await road.close();
    await behind.close();
  });

  it.each(EVERY_PAGE)('$name says that the gateway failed, and heals when it is asked again', async ({ path }) => {
    const { page } = behind;
    road.weather = 'fails';

    await page.goto(`${road.url}/console${addressOf(path, things)}`);
    await page.locator('h1').first().waitFor();
    const failed = page.getByRole('alert').filter({ hasText: 'the database has caught fire' }).first();
    await failed.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    road.weather = 'fair';
    for (const again of await page.getByRole('button', { name: 'Try again' }).all()) await again.click();

    await failed.waitFor({ state: 'hidden' });
    expect(behind.problems).toEqual([]);
  });

  it.each(EVERY_PAGE)('$name says that something is on its way while it is, and then shows it', async ({ path }) => {
    const { page } = behind;
    road.weather = 'slow';

    await page.goto(`${road.url}/console${addressOf(path, things)}`);
    await page.locator('main [role="status"][data-loading], main .mantine-Skeleton-root').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('h1').first().waitFor();
    road.weather = 'fair';
    await settled(page);

    expect(await page.getByRole('alert').count()).toBe(0);
    expect(behind.problems).toEqual([]);
  });
});

describe('with a hundred thousand of each thing', () => {
  let many: OpenConsole;
  let things: Furnished;
  beforeAll(async () => {
    const first = await openConsole();
    things = await furnish(first);
    const { folder } = first.gateway;
    await first.end();
    await makeMany(folder, ROWS);
    many = await openConsole({ folder, signedIn: 'again' });
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
