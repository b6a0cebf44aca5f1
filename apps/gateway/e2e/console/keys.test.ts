import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiKeyView, List, MadeApiKey, VirtualKeyView } from '@sluice/contract';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { pressOn, tabTo, typeInto } from './support/keyboard.ts';

/** Names are what somebody else has typed. */
const HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
});

afterAll(() => console_?.close());

const inDark = async (look: () => Promise<void>) => {
  const { page } = console_;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await look();
  await page.emulateMedia({ colorScheme: 'light' });
};

const faultless = async () => {
  const { page } = console_;
  expect(await accessibilityFaults(page)).toEqual([]);
  await inDark(async () => expect(await accessibilityFaults(page)).toEqual([]));
};

const virtualKey = (slug: string) => console_.api<VirtualKeyView>('GET', `/v1/virtual-keys/${slug}`);

/** A call by a key, as any client makes it. @returns Its status. */
async function call(key: string): Promise<number> {
  const response = await fetch(`${console_.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-api-key': key },
    body: JSON.stringify({ model: '@team-mock/mock', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  await response.text();
  return response.status;
}

describe('providers', () => {
  it('say what to do where there are none', async () => {
    await console_.open('/providers');

    await console_.page.getByRole('heading', { name: 'No provider yet' }).waitFor();

    expect(await console_.page.getByRole('link', { name: 'Add a provider' }).count()).toBeGreaterThan(0);
    await faultless();
  });

  it('are added by keyboard alone, from what the gateway has loaded, and tried', async () => {
    const { page, open } = console_;
    await open('/providers');
    await pressOn(page, page.getByRole('link', { name: 'Add a provider' }));
    await tabTo(page, page.getByRole('combobox', { name: 'Provider' }));
    await page.keyboard.type('moc');
    await page.getByRole('option', { name: 'Mock' }).waitFor();
    await page.keyboard.press('Enter');
    await typeInto(page, page.getByLabel('Name'), 'Team mock');
    await faultless();
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Team mock' }).waitFor();
    await pressOn(page, page.getByRole('button', { name: 'Try it' }));
    await page.getByText(/Status 200 in .* by mock/).waitFor();

    expect(await virtualKey('team-mock')).toMatchObject({ name: 'Team mock', ai_provider_name: 'mock', status: 'active' });
    await faultless();
  });

  it('ask for what each declares: its key, its fields, and its limits', async () => {
    const { page, open } = console_;
    await open('/providers?make=true');
    await tabTo(page, page.getByRole('combobox', { name: 'Provider' }));
    await page.keyboard.type('groq');
    await page.getByRole('option', { name: 'Groq' }).waitFor();
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'API key', exact: true });
    await typeInto(page, field, 'gsk_1111111111111111aaaa');
    expect(await field.getAttribute('type')).toBe('password');
    await pressOn(page, page.getByRole('button', { name: 'Another key, to take turns' }));
    await typeInto(page, page.getByRole('textbox', { name: 'API key 2', exact: true }), 'gsk_2222222222222222bbbb');
    await typeInto(page, page.getByRole('textbox', { name: 'Name', exact: true }), HOSTILE);
    await typeInto(page, page.getByRole('textbox', { name: 'Slug' }), 'two-keys');
    await pressOn(page, page.getByRole('button', { name: 'Host, limits and the rest' }));
    await typeInto(page, page.getByRole('textbox', { name: 'Amount' }), '20');
    await faultless();
    await pressOn(page, page.getByRole('button', { name: 'Add the provider' }));

    await page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor();

    expect(await virtualKey('two-keys')).toMatchObject({
      name: HOSTILE,
      masked_api_key: expect.stringMatching(/aaaa$/),
      usage_limits: { type: 'cost', credit_limit: 20 },
    });
    expect(await page.evaluate('window.hit')).toBeUndefined();
  });

  it('say at the field what the gateway refuses, and keep what was typed', async () => {
    const { page, open } = console_;
    await open('/providers?make=true');
    await tabTo(page, page.getByRole('combobox', { name: 'Provider' }));
    await page.keyboard.type('mock');
    await page.getByRole('option', { name: 'Mock' }).waitFor();
    await page.keyboard.press('Enter');
    await typeInto(page, page.getByRole('textbox', { name: 'Slug' }), 'team-mock');
    await page.keyboard.press('Enter');

    await page.getByText('There is a virtual key "team-mock" already: choose another slug').waitFor();

    const slug = page.getByRole('textbox', { name: 'Slug' });
    expect(await slug.getAttribute('aria-invalid')).toBe('true');
    expect(await slug.inputValue()).toBe('team-mock');
  });

  it('are changed without their secrets, and get another key', async () => {
    const { page, open } = console_;
    await open('/providers/two-keys');
    await pressOn(page, page.getByRole('link', { name: 'Edit' }));
    await typeInto(page, page.getByRole('textbox', { name: 'Note' }), 'Ask Ada first');
    await pressOn(page, page.getByRole('button', { name: 'Save' }));
    await page.getByRole('cell', { name: 'Ask Ada first' }).waitFor();
    await pressOn(page, page.getByRole('link', { name: 'Replace the key' }));
    await typeInto(page, page.getByRole('textbox', { name: 'API key', exact: true }), 'gsk_3333333333333333cccc');
    await pressOn(page, page.getByRole('button', { name: 'Replace the key' }));
    await page.getByText(/cccc$/).waitFor();

    expect(await virtualKey('two-keys')).toMatchObject({ note: 'Ask Ada first', masked_api_key: expect.stringMatching(/cccc$/) });
  });

  it('say what depends on them before they are archived or deleted', async () => {
    const { page, open, api } = console_;
    await api('POST', '/v1/configs', {
      name: 'Main',
      slug: 'pc-main',
      config: { strategy: { mode: 'single' }, targets: [{ virtual_key: 'two-keys' }] },
    });
    await open('/providers/two-keys');
    await pressOn(page, page.getByRole('button', { name: 'Archive' }));
    const question = page.getByRole('dialog', { name: /^Archive/ });
    await question.getByText('The config “Main”').waitFor();
    await pressOn(page, question.getByRole('button', { name: 'Archive' }));
    await page.getByRole('button', { name: 'Make it active' }).waitFor();
    expect(await virtualKey('two-keys')).toMatchObject({ status: 'archived' });

    await pressOn(page, page.getByRole('button', { name: 'Delete' }));
    await page.getByRole('dialog', { name: /^Delete/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /^Delete/ }).waitFor({ state: 'hidden' });
    expect(await virtualKey('two-keys')).toMatchObject({ status: 'archived' });

    await pressOn(page, page.getByRole('button', { name: 'Delete' }));
    await pressOn(page, page.getByRole('dialog', { name: /^Delete/ }).getByRole('button', { name: 'Delete' }));
    await page.waitForURL(/\/console\/providers$/);
    await expect(virtualKey('two-keys')).rejects.toThrow('404');
  });

  it('are found by the search field, at an address of its own', async () => {
    const { page, open, api } = console_;
    await api('POST', '/v1/virtual-keys', { name: 'Other', slug: 'other-one', provider: 'mock' });
    await open('/providers');
    await page.getByRole('link', { name: 'Team mock' }).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('OTHER');

    await page.waitForURL(/search=OTHER/);
    await page.getByRole('link', { name: 'Team mock' }).waitFor({ state: 'hidden' });
    expect(await page.getByRole('link', { name: 'Other' }).count()).toBe(1);
    await faultless();
  });
});

describe('API keys', () => {
  let made: string;

  it('are made by keyboard alone, shown once, and call', async () => {
    const { page, open, api } = console_;
    await open('/keys');
    await pressOn(page, page.getByRole('link', { name: 'Make a key' }));
    const dialog = page.getByRole('dialog', { name: 'Make a key' });
    await typeInto(page, dialog.getByRole('textbox', { name: 'Name', exact: true }), 'ci');
    await faultless();
    await page.keyboard.press('Enter');

    const shown = page.getByRole('dialog', { name: 'The key “ci”' });
    await shown.waitFor();
    await faultless();
    await pressOn(page, shown.getByRole('button', { name: 'Copy' }));
    made = await page.evaluate<string>('navigator.clipboard.readText()');
    await pressOn(page, shown.getByRole('button', { name: 'I have kept it' }));
    await shown.waitFor({ state: 'hidden' });

    expect(await call(made)).toBe(200);
    expect(await page.content()).not.toContain(made);
    const { data } = await api<List<ApiKeyView>>('GET', '/v1/api-keys?search=ci');
    expect(data).toMatchObject([{ name: 'ci', type: 'workspace-service', scopes: expect.not.arrayContaining(['virtual_keys.create']) }]);
  });

  it('may do exactly what is ticked', async () => {
    const { page, open, api } = console_;
    await open('/keys?make=true');
    await typeInto(page, page.getByRole('textbox', { name: 'Name', exact: true }), HOSTILE);
    await tabTo(page, page.getByRole('radio', { name: 'May call', exact: true }));
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown');
    const calls = page.getByRole('group', { name: 'Calls', exact: true });
    await tabTo(page, calls.getByRole('checkbox', { name: 'call models' }));
    await faultless();
    await pressOn(page, page.getByRole('group', { name: 'Analytics', exact: true }).getByRole('checkbox', { name: 'look at' }), 'Space');
    await pressOn(page, page.getByRole('button', { name: 'Make the key' }));
    await pressOn(page, page.getByRole('button', { name: 'I have kept it' }));

    await page.getByRole('link', { name: HOSTILE }).waitFor();

    const { data } = await api<List<ApiKeyView>>('GET', '/v1/api-keys?search=onerror');
    // "May manage" was passed on the way by the arrow keys, and left all of its scopes ticked but this one.
    expect(data[0]?.scopes).toContain('completions.write');
    expect(data[0]?.scopes).not.toContain('analytics.view');
    expect(await page.evaluate('window.hit')).toBeUndefined();
    await faultless();
  });

  it('are changed, with nothing else touched', async () => {
    const { page, open, api } = console_;
    const { data } = await api<List<ApiKeyView>>('GET', '/v1/api-keys?search=ci');
    const { id, scopes } = data[0]!;
    await open(`/keys/${id}`);
    await pressOn(page, page.getByRole('link', { name: 'Edit' }));
    const dialog = page.getByRole('dialog', { name: 'Edit' });
    await typeInto(page, dialog.getByRole('textbox', { name: 'Description' }), 'For the pipeline');
    await faultless();
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'For the pipeline' }).waitFor();

    const key = await api<ApiKeyView>('GET', `/v1/api-keys/${id}`);
    expect(key).toMatchObject({ name: 'ci', description: 'For the pipeline', scopes, usage_limits: null });
    await faultless();
  });

  it('are rotated at once, after which the old secret is refused', async () => {
    const { page, open, api } = console_;
    const { data } = await api<List<ApiKeyView>>('GET', '/v1/api-keys?search=ci');
    await open(`/keys/${data[0]!.id}`);
    await pressOn(page, page.getByRole('link', { name: 'Rotate' }));
    const dialog = page.getByRole('dialog', { name: 'Rotate' });
    await tabTo(page, dialog.getByRole('radio', { name: 'For seven days' }));
    await page.keyboard.press('ArrowUp');
    await faultless();
    await page.keyboard.press('Enter');

    const shown = page.getByRole('dialog', { name: 'The key “ci”' });
    await shown.getByText('The old one counts no more').waitFor();
    await pressOn(page, shown.getByRole('button', { name: 'Copy' }));
    const fresh = await page.evaluate<string>('navigator.clipboard.readText()');
    await pressOn(page, shown.getByRole('button', { name: 'I have kept it' }));

    expect(await call(made)).toBe(401);
    expect(await call(fresh)).toBe(200);
    made = fresh;
  });

  it('are deleted when one has said so', async () => {
    const { page, open, api } = console_;
    const { data } = await api<List<ApiKeyView>>('GET', '/v1/api-keys?search=ci');
    await open(`/keys/${data[0]!.id}`);
    await pressOn(page, page.getByRole('button', { name: 'Delete' }));
    const question = page.getByRole('dialog', { name: 'Delete the key “ci”?' });
    await pressOn(page, question.getByRole('button', { name: 'Delete' }));
    await page.waitForURL(/\/console\/keys$/);

    expect(await call(made)).toBe(401);
  });

  it('are turned over page by page by the gateway, however many there are', async () => {
    const { page, open, api } = console_;
    for (let at = 0; at < 55; at++)
      await api<MadeApiKey>('POST', '/v1/api-keys/workspace/service', { name: `key ${at}`, scopes: ['completions.write'] });
    await open('/keys?search=key');
    await page.getByText('1 to 50 of 55 keys').waitFor();
    await faultless();

    await pressOn(page, page.getByRole('button', { name: 'Next page' }));

    await page.getByText('51 to 55 of 55 keys').waitFor();
    await page.waitForURL(/page=2/);
    await page.getByRole('link', { name: 'key 54' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(6);
    expect(console_.problems).toEqual([]);
  });
});
