import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { typeInto } from './support/keyboard.ts';

/** What a model may say to whoever reads it in a browser. */
const HOSTILE = `<img src="https://evil.test/a.png" onerror="globalThis.ran = 1">
<script>globalThis.ran = 2</script>
<svg onload="globalThis.ran = 3"></svg>

[press me](javascript:globalThis.ran=4) [and me](data:text/html,<script>1</script>) [a page](https://evil.test/page)

![seen](https://evil.test/b.png) ![told](javascript:globalThis.ran=5)

\`\`\`html
</code></pre><img src=x onerror="globalThis.ran = 6">
\`\`\`

| <iframe src="https://evil.test/c"></iframe> |`;

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
});

afterAll(() => console_.close());

describe('the playground, where a model is hostile', () => {
  it('shows what it says as text: nothing runs, and nobody else is asked', async () => {
    const { page, open } = console_;
    await open('/playground?models=mock');

    await typeInto(page, page.getByLabel('Your message'), HOSTILE);
    await page.keyboard.press('Control+Enter');
    const said = page.getByRole('region', { name: 'What A says' });
    await said.getByText('<script>globalThis.ran = 2</script>').waitFor();
    await page.getByRole('link', { name: 'In the log' }).waitFor();

    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    expect(await said.locator('img, script, svg, iframe, object, embed, video, audio').count()).toBe(0);
    const links = await said
      .locator('a')
      .evaluateAll((found) => found.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]));
    expect(links).toEqual([
      ['https://evil.test/a.png', 'noopener noreferrer nofollow'],
      ['https://evil.test/page', 'noopener noreferrer nofollow'],
    ]);
    expect(await said.textContent()).toContain('![seen](https://evil.test/b.png)');
    expect(console_.problems).toEqual([]);
  });

  it('shows calls of tools that it makes up as text', async () => {
    const { page, open } = console_;
    await open('/playground?models=mock');
    const tool = { name: '<img src=x onerror="globalThis.ran=7">', arguments: '"<script>globalThis.ran=8</script>"' };
    await page.getByRole('button', { name: /^More/ }).click();
    await typeInto(
      page,
      page.locator('.cm-editor').filter({ has: page.getByLabel('Anything else') }),
      JSON.stringify({ mock: { tool_calls: [tool] } }),
    );

    await page.keyboard.press('Control+Enter');
    await page.getByRole('group', { name: 'Answer A' }).getByText('<img src=x onerror="globalThis.ran=7">').waitFor();

    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(console_.problems).toEqual([]);
  });
});
