import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../test/support/gateway.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openBadRoad, type BadRoad } from './support/bad-road.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { addressOf, EVERY_PAGE, settled, type Furnished } from './support/every-page.ts';
import { furnish } from './support/furnish.ts';

/** How long the gateway keeps a page waiting. */
const DELAY_MS = 5_000;

describe('a gateway behind a bad road', () => {
  let behind: OpenConsole;
  let things: Furnished;
  let road: BadRoad;
  beforeAll(async () => {
    behind = await openConsole();
    things = await furnish(behind);
    road = await openBadRoad(behind.gateway.url);
  }, 60_000);
  // What is held back keeps its connection, and the browser has six of them for the next page.
  afterEach(() => void (road.weather = 'fair'));
  afterAll(async () => {
    await road.close();
    await behind.close();
  });

  const go = (path: (typeof EVERY_PAGE)[number]['path']) => behind.page.goto(`${road.url}/console${addressOf(path, things)}`);
  const askers = EVERY_PAGE.filter(({ isForm }) => isForm !== 'asksNothing');
  const waiters = EVERY_PAGE.filter(({ isForm }) => isForm === undefined);
  const forms = EVERY_PAGE.filter(({ isForm }) => isForm !== undefined);

  it.each(askers)('$name says that the gateway failed, and heals when it is asked again', async ({ path }) => {
    const { page } = behind;
    road.weather = 'fails';

    await go(path);
    await page.locator('h1').first().waitFor();
    const failed = page.getByRole('alert').filter({ hasText: 'the database has caught fire' });
    await failed.first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    road.weather = 'fair';
    // One that is pressed may mend others, or uncover one that failed as well.
    await eventually(async () => {
      const again = failed.first().getByRole('button', { name: 'Try again' });
      if ((await failed.count()) > 0) await again.click({ timeout: 1_000 }).catch(() => undefined);
      return (await failed.count()) === 0;
    }, 'it did not heal');

    await settled(page);
    expect(behind.problems).toEqual([]);
  });

  it.each(waiters)('$name says that something is on its way for five seconds, and then shows it', async ({ path }) => {
    const { page } = behind;
    road.weather = 'slow';
    const began = performance.now();

    await go(path);
    const underway = page.locator('main [role="status"][data-loading], main .mantine-Skeleton-root').first();
    await underway.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('h1').first().waitFor();
    await sleep(Math.max(0, DELAY_MS - (performance.now() - began)));
    expect(await underway.isVisible()).toBe(true);
    road.weather = 'fair';
    await settled(page);

    expect(await page.getByRole('alert').count()).toBe(0);
    expect(behind.problems).toEqual([]);
  });

  it.each(forms)('$name can be filled in while the rest is on its way', async ({ path }) => {
    const { page } = behind;
    road.weather = 'slow';

    await go(path);
    const field = page.locator('main').getByRole('textbox').first();
    await field.fill('something');

    expect(await field.inputValue()).toBe('something');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(behind.problems).toEqual([]);
  });
});
