import type { Locator, Page } from 'playwright-core';

const MOST_STEPS = 250;

/** Goes to an element as who has no mouse does: by Tab, and nothing else. @throws Error where Tab does not come there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${MOST_STEPS} times Tab did not come to ${String(target)}`);
}

/** Goes to a button or a link by Tab, and presses it. */
export async function pressOn(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field by Tab, empties it, and types. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

/** Goes down an open list by arrow keys to an option, and takes it. @throws Error where they do not come there. */
export async function choose(page: Page, name: string | RegExp): Promise<void> {
  const option = page.getByRole('option', { name, exact: typeof name === 'string' }).first();
  await option.waitFor();
  // A list sets out from what is chosen in a task behind the one that opens it, and forgets a key in between.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await option.evaluate((element) => element.hasAttribute('data-combobox-selected'))) return page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${MOST_STEPS} times the arrow key did not come to ${String(name)}`);
}

const isFocused = (target: Locator): Promise<boolean> =>
  target.first().evaluate((element) => {
    const focused = element.ownerDocument.activeElement;
    return element === focused || (element.classList.contains('cm-editor') && element.contains(focused));
  });
