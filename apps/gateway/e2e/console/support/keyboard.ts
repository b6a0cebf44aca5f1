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

const isFocused = (target: Locator): Promise<boolean> =>
  target.first().evaluate((element) => {
    const focused = element.ownerDocument.activeElement;
    return element === focused || (element.classList.contains('cm-editor') && element.contains(focused));
  });
