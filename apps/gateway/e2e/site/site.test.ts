import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '../guide/needs.ts';
import { openBrowser, type Browser, type Looks } from './browser.ts';
import { serveFolder } from './file-server.ts';
import { hasSiteAndBrowser, site } from './tools.ts';

const LOOKING_MS = 60_000;

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Where the site was built to stand: its icon says so. */
const baseOf = (html: string) => /href="([^"]*)icon\.svg"/.exec(html)![1]!;

describeWith(hasSiteAndBrowser, 'the documentation site in a browser', () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveFolder>>;
  /** What went wrong in the page, and whom it asked that is not us. */
  let wrong: string[];

  beforeAll(async () => {
    served = await serveFolder(site, baseOf(readFileSync(join(site, 'index.html'), 'utf8')));
    browser = await openBrowser();
  }, LOOKING_MS);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  beforeEach(() => {
    wrong = [];
  });
  afterEach(() => {
    expect(wrong).toEqual([]);
  });

  async function open(path: string, looks: Looks) {
    const page = await browser.newPage(looks);
    page.on('console', (line) => {
      if (line.type!() === 'error' || line.type!() === 'warning') wrong.push(line.text!());
    });
    page.on('pageerror', (error) => wrong.push(error.message!));
    page.on('request', (request) => {
      const address = request.url!();
      if (!address.startsWith(served.origin) && !address.startsWith('data:')) wrong.push(`asked ${address}`);
    });
    await page.goto(served.home + path);
    return page;
  }

  it(
    'finds a word and opens the page that has it',
    async () => {
      const page = await open('', { viewport: DESK, colorScheme: 'light' });

      await page.locator('.VPNavBarSearch button').first().click();
      await page.locator('.VPLocalSearchBox input').fill('circuit breaker');
      const found = page.locator('.VPLocalSearchBox .result').first();
      await found.waitFor();
      expect(await found.innerText()).toContain('Routing');
      await found.click();
      await page.waitForURL(/\/routing\.html/);

      expect(await page.locator('h1').first().innerText()).toContain('Routing');
      await page.close();
    },
    LOOKING_MS,
  );

  it(
    'finds a symbol of the reference by its name',
    async () => {
      const page = await open('contents.html', { viewport: DESK, colorScheme: 'dark' });

      await page.locator('.VPNavBarSearch button').first().click();
      await page.locator('.VPLocalSearchBox input').fill('defineProvider');
      const found = page.locator('.VPLocalSearchBox .result').first();
      await found.waitFor();
      await found.click();
      await page.waitForURL(/\/api\/provider-sdk/);

      expect(page.url()).toBe(`${served.home}api/provider-sdk.html#defineprovider`);
      await page.close();
    },
    LOOKING_MS,
  );

  it(
    'is light or dark as the reader is, and readable in both',
    async () => {
      const looks = async (colorScheme: Looks['colorScheme']) => {
        const page = await open('routing.html', { viewport: DESK, colorScheme });
        const told = await page.evaluate(`(() => {
          const style = (selector) => getComputedStyle(document.querySelector(selector));
          return { page: style('body').backgroundColor, text: style('.vp-doc p').color };
        })()`);
        await page.close();
        return told as { readonly page: string; readonly text: string };
      };

      const [light, dark] = [await looks('light'), await looks('dark')];

      expect(brightness(light.page) - brightness(light.text)).toBeGreaterThan(120);
      expect(brightness(dark.text) - brightness(dark.page)).toBeGreaterThan(120);
    },
    LOOKING_MS,
  );

  it.each(['', 'contents.html', 'routing.html', 'providers/openai-compatible.html', 'api/provider-sdk.html'])(
    'fits a phone at /%s, with the menu at hand',
    async (path) => {
      const page = await open(path, { viewport: PHONE, colorScheme: 'light' });

      const width = await page.evaluate('document.documentElement.scrollWidth');
      await page.locator('.VPLocalNav .menu').click();
      await page.locator('.VPSidebar.open').waitFor();

      expect(width).toBe(PHONE.width);
      await page.close();
    },
    LOOKING_MS,
  );
});

/** Of `rgb(…)`, the mean of its three parts, of 255. */
function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = colour.match(/[\d.]+/g)!.map(Number);
  return (red + green + blue) / 3;
}
