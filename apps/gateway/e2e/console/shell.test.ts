import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
});

afterAll(() => console_.close());

describe('the shell', () => {
  it('goes to pages by two keys, and finds them by name', async () => {
    const { page, open } = console_;
    await open('/');

    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.waitForURL(/\/console\/logs/);
    await page.keyboard.press('Control+K');
    await page.getByRole('textbox', { name: 'Search pages and commands' }).waitFor();
    await page.keyboard.type('team');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Team' }).waitFor();
    expect(page.url()).toMatch(/\/console\/team/);
  });

  it('shows what can be done by keyboard', async () => {
    const { page, open } = console_;
    await open('/');

    await page.keyboard.press('Shift+?');

    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('Analytics');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('has nothing for axe to find, and complains of nothing', async () => {
    await console_.open('/settings');

    expect(await accessibilityFaults(console_.page)).toEqual([]);
    expect(console_.problems).toEqual([]);
  });
});
