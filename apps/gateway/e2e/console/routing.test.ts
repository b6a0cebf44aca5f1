import type { Config, List, ConfigSummary } from '@sluice/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually } from '../../test/support/gateway.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { pressOn, tabTo, typeInto } from './support/keyboard.ts';

/** Names are what somebody else has typed. */
const HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
  await makeVirtualKey('main-mock');
  await makeVirtualKey('spare-mock');
});

afterAll(() => console_?.close());

const makeVirtualKey = (slug: string) =>
  console_.api('POST', '/v1/virtual-keys', { name: `The ${slug}`, slug, provider: 'mock', key: 'k', workspace_id: 'default' });

const makeConfig = (slug: string, config: unknown, name = slug) =>
  console_.api('POST', '/v1/configs', { name, slug, config, workspace_id: 'default' });

const saved = (slug: string) => console_.api<Config>('GET', `/v1/configs/${slug}`);

const editor = (): Locator => console_.page.getByRole('textbox', { name: 'The config, as JSON' });
const checked = () => console_.page.getByRole('status', { name: 'Checks' });
const understood = () => checked().getByText('The gateway understands this config').waitFor();

/** Calls by a key of the workspace, as any client does. @returns Its status. */
async function call(key: string, config: string, body: object = {}): Promise<number> {
  const response = await fetch(`${console_.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-api-key': key, 'x-portkey-config': config },
    body: JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: 'Hello' }], ...body }),
  });
  await response.text();
  return response.status;
}

const makeKey = async (name: string) =>
  (
    await console_.api<{ key: string }>('POST', '/v1/api-keys/workspace/service', {
      name,
      workspace_id: 'default',
      scopes: ['completions.write'],
    })
  ).key;

async function faultless(): Promise<void> {
  const { page, problems } = console_;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await page.evaluate('window.hit')).toBeUndefined();
  expect(problems).toEqual([]);
}

describe('configs', () => {
  it('say what they are good for where there are none', async () => {
    await console_.open('/routing');

    expect(await console_.page.getByRole('heading', { name: 'No configs' }).innerText()).toBe('No configs yet');

    await faultless();
  });

  it('are written by the keyboard: from a template, with names of the schema and of virtual keys completed', async () => {
    const { page, open } = console_;
    await open('/routing/new');
    await editor().getByText('"main-mock"').waitFor();
    await typeInto(page, page.getByRole('textbox', { name: 'Name' }), 'By keyboard');
    await typeInto(page, page.getByRole('textbox', { name: 'Slug' }), 'pc-by-keyboard');

    await typeInto(page, editor(), '');
    await page.keyboard.type('{"virtual_k');
    await page.getByRole('option', { name: /^virtual_key/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^spare-mock/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await understood();
    await page.keyboard.press('Control+Enter');

    await page.waitForURL(/\/console\/routing\/pc-by-keyboard/);
    expect(await saved('pc-by-keyboard')).toMatchObject({ name: 'By keyboard', version: 1, config: { virtual_key: 'spare-mock' } });
  });

  it('are found by name and slug', async () => {
    const { page, open } = console_;
    await makeConfig('pc-plain', { virtual_key: 'main-mock' }, 'By another name');
    await makeConfig('pc-hostile', { virtual_key: 'main-mock', override_params: { model: HOSTILE } }, HOSTILE);
    await open('/routing');
    await page.getByRole('link', { name: 'By another name' }).waitFor();
    await faultless();

    await page.keyboard.press('/');
    await page.keyboard.type('script');

    await page.getByRole('link', { name: HOSTILE }).waitFor();
    await page.getByRole('link', { name: 'By another name' }).waitFor({ state: 'detached' });
    await page.waitForURL(/search=script/);
    expect((await console_.api<List<ConfigSummary>>('GET', '/v1/configs?search=script')).total).toBe(1);
  });
});

describe('a config', () => {
  const FALLBACK = { strategy: { mode: 'fallback' }, targets: [{ virtual_key: 'main-mock' }, { virtual_key: 'spare-mock' }] };
  const SWAPPED = { ...FALLBACK, targets: FALLBACK.targets.toReversed() };

  it('is changed and explained: the drawing shows who is asked, and the new version counts', async () => {
    const { page, open } = console_;
    await makeConfig('pc-route', FALLBACK);
    await open('/routing/pc-route');
    await understood();
    await typeInto(page, page.getByRole('combobox', { name: 'Model' }).or(page.getByRole('textbox', { name: 'Model' })), 'mock');
    await page.keyboard.press('Enter');
    const summary = page.getByTestId('explained-summary');
    await summary.getByText('@main-mock · mock would be asked first; if that fails, @spare-mock · mock').waitFor();

    await typeInto(page, editor(), JSON.stringify(SWAPPED));

    await summary.getByText('@spare-mock · mock would be asked first; if that fails, @main-mock · mock').waitFor();
    const drawing = page.getByRole('list', { name: 'The config as a tree' });
    expect(await drawing.getByRole('button', { name: /@spare-mock/ }).innerText()).toContain('asked first');
    await understood();
    await tabTo(page, editor());
    await page.keyboard.press('Control+Enter');
    await page.getByText('Version 2 is saved').waitFor();
    expect(await saved('pc-route')).toMatchObject({ version: 2, config: { targets: [{ virtual_key: 'spare-mock' }, {}] } });
    await faultless();
  });

  it('is checked while it is written, and leads to what is wrong', async () => {
    const { page, open } = console_;
    await makeConfig('pc-checked', FALLBACK);
    await open('/routing/pc-checked');
    await understood();

    await typeInto(page, editor(), '{\n"virtual_key": "main-mock",\n}');
    await checked()
      .getByText(/comma before “}” is one too many/)
      .waitFor();
    await typeInto(page, editor(), '{\n"virtual_key": "main-mock",\n"retry": {"attempts": "many"}\n}');
    const place = checked().getByRole('button', { name: /Line 3, retry\.attempts/ });
    await place.waitFor();
    await faultless();
    expect(await page.getByRole('button', { name: 'Save as a new version' }).isEnabled()).toBe(false);
    await pressOn(page, place);

    await page.keyboard.insertText('"retry_nothing": 1');
    await eventually(
      async () => (await editor().innerText()).includes('"retry": {"retry_nothing": 1}'),
      'the place was not marked in the text',
    );
  });

  it('is not left unsaved without a question', async () => {
    const { page, open } = console_;
    await makeConfig('pc-left', FALLBACK);
    await open('/routing/pc-left');
    await understood();
    await typeInto(page, page.getByRole('textbox', { name: 'Name' }), 'Another name');

    await pressOn(page, page.getByRole('link', { name: 'Health' }));
    const dialog = page.getByRole('dialog', { name: 'Leave this config unsaved?' });
    await dialog.waitFor();
    await pressOn(page, dialog.getByRole('button', { name: 'Stay here' }));
    await dialog.waitFor({ state: 'detached' });

    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Another name');
    expect(page.url()).toContain('/routing/pc-left');
  });

  it('goes back to an old version as a new one', async () => {
    const { page, open } = console_;
    await makeConfig('pc-versions', FALLBACK);
    await console_.api('PUT', '/v1/configs/pc-versions', { config: SWAPPED });
    await open('/routing/pc-versions?tab=versions&left=1&right=2');
    await page.getByRole('group', { name: 'What changed' }).waitFor();
    await faultless();

    await pressOn(page, page.getByRole('button', { name: 'Restore version 1' }));
    const dialog = page.getByRole('dialog', { name: 'Restore version 1?' });
    await dialog.waitFor();
    await pressOn(page, dialog.getByRole('button', { name: 'Restore' }));

    await page.getByText('Version 1 is restored as version 3').waitFor();
    expect(await saved('pc-versions')).toMatchObject({ version: 3, config: { targets: [{ virtual_key: 'main-mock' }, {}] } });
  });

  it('is explained against a request of the log, and run against all that went by it', async () => {
    const { page, open } = console_;
    await makeConfig('pc-logged', FALLBACK);
    expect(await call(await makeKey('of the log'), 'pc-logged')).toBe(200);
    const logs = () => console_.api<List<{ id: string }>>('GET', '/v1/logs?configs=pc-logged');
    await eventually(async () => (await logs()).data.length > 0, 'the call is not in the log');
    const [record] = (await logs()).data;

    await open(`/routing/pc-logged?log=${record!.id}`);
    await page
      .getByTestId('explained-summary')
      .getByText(/@main-mock · mock would be asked first/)
      .waitFor();
    expect(await page.getByRole('textbox', { name: 'Body, as JSON' }).inputValue()).toContain('"Hello"');
    await pressOn(page, page.getByRole('tab', { name: 'Edit and explain' }));
    await page.keyboard.press('ArrowRight');
    await pressOn(page, page.getByRole('button', { name: 'Run it' }));

    await page.getByText('0 of 1').waitFor();
    await page.getByRole('table', { name: 'Requests one by one' }).waitFor();
    await faultless();
  });

  it('is deleted after a question that says who uses it', async () => {
    const { page, open } = console_;
    await makeConfig('pc-deleted', FALLBACK, 'To be deleted');
    await open('/routing/pc-deleted');
    await understood();

    await pressOn(page, page.getByRole('button', { name: 'More to do with this config' }));
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Delete “To be deleted”?' });
    await dialog.getByText('No key has it as default').waitFor();
    await pressOn(page, dialog.getByRole('button', { name: 'Delete' }));

    await page.waitForURL(/\/console\/routing$/);
    await expect(saved('pc-deleted')).rejects.toThrow(/404/);
  });
});

describe('health', () => {
  it('says in words whose circuit is open and who fails, and leads to the log', async () => {
    const { page, open } = console_;
    await makeConfig('pc-failing', {
      strategy: { mode: 'fallback', cb_config: { failure_threshold: 2 } },
      targets: [{ virtual_key: 'main-mock', override_params: { mock: { status: 503 } } }, { virtual_key: 'spare-mock' }],
    });
    const key = await makeKey('of health');
    for (let turn = 0; turn < 4; turn++) expect(await call(key, 'pc-failing')).toBe(200);

    await open('/health');
    const breakers = page.getByRole('table', { name: 'Circuit breakers' });
    await breakers.getByRole('row', { name: /pc-failing config\.targets\[0\]/ }).waitFor();
    expect(await breakers.innerText()).toMatch(/circuit open|half open/);
    await page.getByText(/Looked just now|Looked .* seconds? ago/).waitFor();
    await faultless();
    await pressOn(page, page.getByRole('table', { name: 'Targets' }).getByRole('link', { name: '@spare-mock' }));

    await page.waitForURL(/\/console\/logs\?.*spare-mock/);
  });
});
