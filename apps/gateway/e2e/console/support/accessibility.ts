import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong with a page by WCAG 2.2 A and AA, a line for each; none is what there should be. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await stillness(page);
  await page.evaluate(AXE);
  const look = () =>
    page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => found.violations)`,
    );
  // It throws where something is taken off the page while it looks: then it looks at what is there now.
  const violations = await look().catch(look);
  return (violations as readonly Violation[]).flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)}: ${failureSummary?.split('\n').slice(1).join(' ') ?? ''}`,
    ),
  );
}

/** Waits until nothing fades in or out: half seen, everything is pale. What turns for ever is not waited for. */
const stillness = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const passing = () => document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    for (let some = passing(); some.length > 0; some = passing()) {
      await Promise.allSettled(some.map(({ finished }) => finished));
      // What has faded out is taken away a moment later.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
