import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { List, Prompt, PromptVersion } from '@sluice/contract';
import { eventually } from '../../test/support/gateway.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { choose, pressOn, tabTo, typeInto } from './support/keyboard.ts';

const HOSTILE = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
  const { api } = console_;
  await api('POST', '/v1/virtual-keys', { name: 'Team', slug: 'team', provider: 'mock' });
  await api('POST', '/v1/prompts/partials', { name: 'Manners', slug: 'manners', string: 'Be {{tone}}.' });
});

afterAll(() => console_.close());

const chat = (...contents: readonly string[]) =>
  JSON.stringify(contents.map((content, index) => ({ role: index === 0 && contents.length > 1 ? 'system' : 'user', content })));

const make = (slug: string, more: object = {}) =>
  console_.api('POST', '/v1/prompts', {
    name: `Prompt ${slug}`,
    slug,
    string: chat('Be {{tone}}', '{{question}}'),
    model: 'mock',
    virtual_key: 'team',
    ...more,
  });

const shown = (slug: string) => console_.api<Prompt>('GET', `/v1/prompts/${slug}`);
const versionsOf = async (slug: string) => (await console_.api<List<PromptVersion>>('GET', `/v1/prompts/${slug}/versions`)).data;

const button = (name: string | RegExp) => console_.page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: string | RegExp) => console_.page.getByRole('textbox', { name, exact: typeof name === 'string' });
const editor = (name: RegExp) => console_.page.locator('.cm-editor').filter({ has: console_.page.getByRole('textbox', { name }) });

/** Goes down an open menu to an item, and presses it. */
async function pick(name: string): Promise<void> {
  const { page } = console_;
  const item = page.getByRole('menuitem', { name, exact: true });
  await item.waitFor();
  await eventually(async () => {
    if (await item.evaluate((element) => element === element.ownerDocument.activeElement)) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  }, `${name} was not come to by arrow keys`);
  await page.keyboard.press('Enter');
}

const read = (selector: string) => console_.page.getByRole('region', { name: selector });

describe('a new prompt', () => {
  it('is written, tried and made by keyboard alone, with its variables found as they are typed', async () => {
    const { page, open } = console_;
    await open('/prompts');

    await pressOn(page, page.getByRole('link', { name: 'New prompt' }));
    await typeInto(page, field(/^Name/), 'Capitals');
    await typeInto(page, field('Slug'), 'capitals');
    await typeInto(page, editor(/^Message 1, system/), '{{>manners}}');
    await typeInto(page, editor(/^Message 2, user/), 'What is the capital of {{country}}?');
    await typeInto(page, page.getByRole('combobox', { name: 'Provider (virtual key)' }).or(field('Provider (virtual key)')), 'team');
    await choose(page, /team/);
    await typeInto(page, page.getByRole('combobox', { name: 'Model' }).or(field('Model')), 'mock');
    await page.keyboard.press('Escape');
    await typeInto(page, field('tone'), 'kind');
    await typeInto(page, field('country'), 'France');
    await read('Message 1').filter({ hasText: 'Be kind.' }).waitFor();
    await tabTo(page, field('country'));
    await page.keyboard.press('Control+Enter');
    await read('The answer').filter({ hasText: 'What is the capital of France?' }).waitFor();
    await page.keyboard.press('Control+s');
    await page.waitForURL(/\/prompts\/capitals$/);

    const prompt = await shown('capitals');
    expect(prompt).toMatchObject({ name: 'Capitals', model: 'mock', virtual_key: 'team', prompt_version: 1 });
    expect(JSON.parse(prompt.string)).toEqual([
      { role: 'system', content: '{{>manners}}' },
      { role: 'user', content: 'What is the capital of {{country}}?' },
    ]);
  });

  it('asks before what was typed is left, and keeps it for who stays', async () => {
    const { page, open } = console_;
    await open('/prompts/new');
    await typeInto(page, field(/^Name/), 'Half');

    await pressOn(page, page.getByRole('link', { name: 'Logs' }));
    await page.getByRole('dialog', { name: 'Leave this prompt unsaved?' }).waitFor();
    await page.keyboard.press('Enter');

    expect(await field(/^Name/).inputValue()).toBe('Half');
    await pressOn(page, page.getByRole('link', { name: 'Logs' }));
    await pressOn(page, button('Leave'));
    await page.waitForURL(/\/logs/);
  });

  it('keeps what was typed when it cannot be made, and says why at the field', async () => {
    const { page, open } = console_;
    await make('taken');
    await open('/prompts/new');
    await typeInto(page, field(/^Name/), 'Another');
    await typeInto(page, field('Slug'), 'taken');

    await page.keyboard.press('Control+s');

    await page
      .getByText(/"taken" is taken|taken/)
      .nth(0)
      .waitFor();
    await eventually(async () => (await field('Slug').getAttribute('aria-invalid')) === 'true', 'the field is not said to be wrong');
    expect(await field(/^Name/).inputValue()).toBe('Another');
  });
});

describe('a prompt', () => {
  it('is changed, saved, compared and published by keyboard alone', async () => {
    const { page, open } = console_;
    await make('greeting');
    await open('/prompts/greeting');

    await typeInto(page, editor(/^Message 2, user/), 'Answer: {{question}}');
    await page.keyboard.press('Control+s');
    await typeInto(page, field('What has changed'), 'Says that it wants an answer');
    await page.keyboard.press('Enter');
    await eventually(async () => (await versionsOf('greeting')).length === 2, 'no version was made');
    expect((await shown('greeting')).prompt_version).toBe(1);
    await pressOn(page, button('Publish version 2'));
    const dialog = page.getByRole('dialog', { name: 'Publish version 2?' });
    await dialog.getByText('Answer: {{question}}').waitFor();
    await pressOn(page, dialog.getByRole('button', { name: 'Publish' }));
    await eventually(async () => (await shown('greeting')).prompt_version === 2, 'version 2 was not published');

    const [second] = await versionsOf('greeting');
    expect(second).toMatchObject({ prompt_version: 2, prompt_version_description: 'Says that it wants an answer', status: 'active' });
  });

  it('shows any two versions, and puts a label on one', async () => {
    const { page, open, api } = console_;
    await make('labelled');
    await api('PUT', '/v1/prompts/labelled', { model: 'mock-2' });
    await api('PUT', '/v1/prompts/labelled', { string: chat('Be {{tone}}', 'Now: {{question}}') });
    await open('/prompts/labelled?tab=versions&from=1&to=2');

    await page.getByRole('group', { name: 'Model and parameters' }).getByText('model: "mock-2"').waitFor();
    expect(await page.getByRole('group', { name: /^Message/ }).count()).toBe(0);
    await tabTo(page, page.getByLabel('Label of version 3').first());
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'staging' }).waitFor();
    await choose(console_.page, 'staging');

    await page.getByText('labelled@staging is version 3 now').waitFor();
    const { data } = await api<{ data: { messages: unknown } }>('POST', '/v1/prompts/labelled@staging/render', {
      variables: { question: '?' },
    });
    expect(data.messages).toContainEqual({ role: 'user', content: 'Now: ?' });
  });

  it('shows what a model says as text, however hostile, and counts the trial as the version’s', async () => {
    const { page, open, api } = console_;
    await make('hostile', { name: HOSTILE, string: chat('{{question}}') });
    await open('/prompts/hostile');
    await typeInto(page, field('question'), HOSTILE);

    await pressOn(page, button('Run'));
    await read('The answer').filter({ hasText: 'onerror' }).waitFor();
    await page.getByRole('link', { name: 'its record' }).waitFor();

    expect(await read('The answer').textContent()).toContain(HOSTILE);
    expect(await page.locator('main img[src="x"], main script').count()).toBe(0);
    expect(await page.title()).not.toBe('run');
    const [version] = await versionsOf('hostile');
    await eventually(async () => {
      const { data } = await api<{ data: readonly object[] }>('GET', `/v1/logs?prompt_version_id=${version!.id}`);
      return data.length === 1;
    }, 'the trial is not in the log as the version’s');
  });

  it('says why a trial failed, and can be stopped', async () => {
    const { page, open } = console_;
    await make('failing', { parameters: { mock: { status: 503, error: { message: 'the mock is tired' } } }, string: chat('Hi') });
    await make('endless', { parameters: { mock: { stall_after: 3 } }, string: chat('One two three four five six') });

    await open('/prompts/failing');
    await pressOn(page, button('Run'));
    await page.getByRole('alert').filter({ hasText: 'the mock is tired' }).waitFor();
    await open('/prompts/endless');
    await pressOn(page, button('Run'));
    await read('The answer').filter({ hasText: 'This' }).waitFor();
    await pressOn(page, button('Stop'));

    await page.getByText('stopped', { exact: true }).waitFor();
    expect(await button('Run').isEnabled()).toBe(true);
  });

  it('gives a call that works from the clipboard’s words', async () => {
    const { page, open, api } = console_;
    await make('called');
    await open('/prompts/called');
    await typeInto(page, field('question'), 'Why?');

    await pressOn(page, page.getByRole('tab', { name: 'Edit' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/tab=call/);
    await pressOn(page, button('Copy the call by curl'));
    const copied = await page.evaluate('navigator.clipboard.readText()');

    const body = /-d '([^]*)'\n$/.exec(String(copied))?.[1] ?? '';
    expect(String(copied)).toContain('/v1/prompts/called/completions');
    const reply = await api<{ choices: readonly { message: { content: string } }[] }>(
      'POST',
      '/v1/prompts/called/completions',
      JSON.parse(body),
    );
    expect(reply.choices[0]?.message.content).toContain('Why?');
  });
});

describe('the library', () => {
  it('makes a folder, moves a prompt into it, finds it there, and deletes it', async () => {
    const { page, open, api } = console_;
    await make('wanderer');
    await open('/prompts');

    await pressOn(page, button('New folder'));
    await typeInto(page, page.getByRole('dialog').getByRole('textbox', { name: /^Name/ }), 'Travels');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /^Travels/ }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.insertText('wanderer');
    await page.waitForURL(/search=wanderer/);

    const folder = (await api<List<{ id: string; name: string; slug: string }>>('GET', '/v1/collections')).data.find(
      ({ name }) => name === 'Travels',
    );
    await pressOn(page, button('Actions for Prompt wanderer'));
    await pick('Move');
    await page.getByRole('dialog', { name: /^Move/ }).waitFor();
    await typeInto(page, page.getByRole('dialog').locator('input').first(), '');
    await page.keyboard.press('ArrowDown');
    await choose(console_.page, 'Travels');
    await pressOn(page, page.getByRole('dialog').getByRole('button', { name: 'Move' }));
    await eventually(async () => (await shown('wanderer')).collection_id === folder!.id, 'the prompt was not moved');
    await open(`/prompts?folder=${folder!.slug}`);
    await page.getByRole('link', { name: 'Prompt wanderer' }).waitFor();
    await pressOn(page, button('Actions for Prompt wanderer'));
    await pick('Delete');
    await pressOn(page, page.getByRole('dialog').getByRole('button', { name: 'Delete' }));

    await page.getByText('Nothing in this folder').waitFor();
    await expect(shown('wanderer')).rejects.toThrow('404');
  });

  it('makes a label', async () => {
    const { page, open, api } = console_;
    await open('/prompts?tab=labels');

    await pressOn(page, page.getByRole('link', { name: 'New label' }));
    await typeInto(page, page.getByRole('dialog').getByRole('textbox', { name: /^Name/ }), 'canary');
    await page.keyboard.press('Enter');

    await page.getByRole('cell', { name: 'canary', exact: true }).waitFor();
    const { data } = await api<List<{ name: string; color_code: string | null }>>('GET', '/v1/labels');
    expect(data).toContainEqual(expect.objectContaining({ name: 'canary', color_code: '#1098ad' }));
  });
});

describe('a partial', () => {
  it('is made, written, saved and published at once, and says which prompts name it', async () => {
    const { page, open, api } = console_;
    await open('/prompts?tab=partials');

    await pressOn(page, page.getByRole('link', { name: 'New partial' }));
    const dialog = page.getByRole('dialog');
    await typeInto(page, dialog.getByRole('textbox', { name: /^Name/ }), 'Signature');
    await typeInto(page, dialog.getByRole('textbox', { name: 'Slug' }), 'signature');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/partials\/signature/);
    await typeInto(page, editor(/^Text of the partial/), 'Yours, {{name}}');
    await page.keyboard.press('Control+s');
    await pressOn(page, page.getByRole('dialog').getByRole('checkbox', { name: 'Publish it at once' }), 'Space');
    await pressOn(page, button('Save and publish'));
    await eventually(
      async () => (await api<{ version: number }>('GET', '/v1/prompts/partials/signature')).version === 2,
      'version 2 of the partial was not published',
    );
    await make('signed', { string: chat('Hello {{>signature}}') });
    await open('/partials/signature?tab=usage');

    await page.getByRole('link', { name: 'Prompt signed' }).waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
  });
});

describe('pages of prompts', () => {
  it('have nothing for axe to find in light and in dark, with hostile names on them, and complain of nothing', async () => {
    const { page, open, api } = console_;
    await make('axed', { name: `Axed ${HOSTILE}` });
    await api('PUT', '/v1/prompts/axed', {
      string: chat(`Be {{tone}} ${HOSTILE}`, '{{#many}}{{question}}{{/many}}'),
      version_description: HOSTILE,
    });
    const ready: Readonly<Record<string, string>> = {
      '/prompts': 'table',
      '/prompts?tab=partials': 'table',
      '/prompts?tab=labels': 'table',
      '/prompts?search=nobody-is-called-that': 'text=No prompt is called that',
      '/prompts/new': '.cm-content',
      '/prompts/axed': '.cm-content',
      '/prompts/axed?tab=versions': '.cm-mergeView .cm-content',
      '/prompts/axed?tab=usage': 'canvas',
      '/prompts/axed?tab=call': 'main pre:visible',
      '/partials/manners': '.cm-content',
      '/partials/manners?tab=versions': 'table',
    };
    const faults: string[] = [];

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [path, selector] of Object.entries(ready)) {
        await open(path);
        await page.locator(selector).first().waitFor();
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${colorScheme} ${path}: ${fault}`));
      }
    }

    expect(faults).toEqual([]);
    expect(await page.title()).not.toBe('run');
    expect(console_.problems).toEqual([]);
  });
});
