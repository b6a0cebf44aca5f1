import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Log, LogSummary } from '@sluice/contract';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { ADMIN_KEY, eventually } from '../../test/support/gateway.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { choose, pressOn, tabTo, typeInto } from './support/keyboard.ts';

interface List<Item> {
  readonly data: readonly Item[];
}

const HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const PNG = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole({ environment: { SLUICE_LOG_TEXT_SEARCH: 'on' } });
  await console_.api('POST', '/v1/virtual-keys', { name: 'Mock', slug: 'mock-team', provider: 'mock', key: 'k', workspace_id: 'default' });
  await console_.api('POST', '/v1/configs', {
    name: 'Careful',
    slug: 'pc-careful',
    workspace_id: 'default',
    config: {
      strategy: { mode: 'fallback' },
      targets: [
        { provider: '@mock-team', override_params: { mock: { status: 503, delay_ms: 30 } } },
        { provider: '@mock-team', override_params: { mock: { delay_ms: 30 } } },
      ],
    },
  });
});

afterAll(() => console_.close());

/** Calls the mock provider and waits until the call is on record. @returns The record's id. */
async function call(body: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(`${console_.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-portkey-api-key': ADMIN_KEY,
      'x-portkey-virtual-key': 'mock-team',
      ...headers,
    },
    body: JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: 'Hello' }], ...body }),
  });
  await response.text().catch(() => undefined);
  const id = response.headers.get('x-portkey-request-id')!;
  await eventually(async () => (await found(`id=${id}`)).length === 1, `the call ${id} did not come to the log`);
  return id;
}

const found = async (query: string): Promise<readonly LogSummary[]> =>
  (await console_.api<List<LogSummary>>('GET', `/v1/logs?${query}`)).data;
/** Tells of calls that the gateway did not make. */
async function tell(calls: readonly object[]): Promise<void> {
  const response = await fetch(`${console_.gateway.url}/v1/logs?workspace_id=default`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-api-key': ADMIN_KEY },
    body: JSON.stringify(calls),
  });
  expect(response.status).toBe(200);
}
const one = (id: string): Promise<Log> => console_.api('GET', `/v1/logs/${id}`);
const row = (id: string): Locator => console_.page.locator(`tr:has([data-log="${id}"])`);

/** Says what would run, if anything of it were markup. @returns The record's id. */
const callWithHostileWords = (): Promise<string> =>
  call(
    {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: HOSTILE },
            { type: 'image_url', image_url: { url: PNG } },
            { type: 'image_url', image_url: { url: 'https://elsewhere.example/seen.png' } },
            { type: 'image_url', image_url: { url: 'javascript:window.hit=1' } },
          ],
        },
      ],
      mock: { status: 500, error: { message: HOSTILE } },
    },
    { 'x-portkey-metadata': JSON.stringify({ _user: HOSTILE, team: 'core' }), 'x-portkey-span-name': HOSTILE },
  );

/** What axe finds, dark and light. */
async function faultsInBothSchemes(): Promise<readonly string[]> {
  const { page } = console_;
  const faults: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  return faults;
}

describe('the log', () => {
  it('says what to do where there is nothing in it', async () => {
    await console_.open('/logs');

    await console_.page.getByRole('heading', { name: 'No requests yet' }).waitFor();

    expect(await faultsInBothSchemes()).toEqual([]);
  });

  it('finds yesterday’s failed request, and why, by keyboard alone', async () => {
    const { page, open } = console_;
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    const told = (status: number, message: string) => ({
      request: { url: 'https://elsewhere.example/v1/chat', method: 'POST', body: { messages: [{ role: 'user', content: 'told' }] } },
      response: { status, body: status < 400 ? {} : { error: { message } }, response_time: 700 },
      metadata: {},
      created_at: yesterday.toISOString(),
    });
    await tell([told(200, ''), told(529, 'Too many at once')]);
    await call();
    await call({ mock: { status: 500 } });
    await open('/logs');

    await tabTo(page, page.getByLabel('When'));
    await page.keyboard.type('Yesterday');
    await page.waitForURL(/when=yesterday/);
    await tabTo(page, page.getByLabel('Outcome'));
    await page.keyboard.type('Failed');
    await page.waitForURL(/success=false/);
    await eventually(async () => (await page.locator('[data-log]').count()) === 1, 'there is not one row');
    await tabTo(page, page.locator('[data-log]'));
    await page.keyboard.press('Enter');

    const drawer = page.getByRole('dialog', { name: 'Request' });
    await drawer.getByRole('alert').getByText('Too many at once').waitFor();
    const [record] = await found(`success=false&time_of_generation_max=${new Date(Date.now() - 3_600_000).toISOString()}`);
    expect(new URL(page.url()).searchParams.get('log')).toBe(record!.id);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await eventually(
      () => page.evaluate<boolean>(`document.activeElement?.getAttribute('data-log') === '${record!.id}'`),
      'the focus did not come back to the row',
    );
  });

  it('goes through its rows by letters and arrows, in the list and in a record', async () => {
    const { page, open } = console_;
    const [first, second] = [await call(), await call()];
    await open(`/logs?id=${first},${second}`);
    await row(first).waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Request' });
    await drawer.getByText(first).first().waitFor();
    await page.keyboard.press('k');

    await drawer.getByText(second).first().waitFor();
    expect(new URL(page.url()).searchParams.get('log')).toBe(second);
  });

  it('is looked through by any filter by its name, and each is taken away again', async () => {
    const { page, open } = console_;
    const id = await call({}, { 'x-portkey-metadata': '{"_user":"ada","tier":"gold"}' });
    await call({}, { 'x-portkey-metadata': '{"_user":"ben"}' });
    await open('/logs');

    await typeInto(page, page.getByRole('textbox', { name: 'User' }).or(page.getByRole('combobox', { name: 'User' })), 'ada');
    await page.keyboard.press('Enter');
    await page.waitForURL(/metadata=/);
    await pressOn(page, page.getByRole('button', { name: 'Add a filter' }));
    await page.getByLabel('Filter by').first().waitFor();
    await page.keyboard.type('Metadata');
    await choose(page, /^Metadata/);
    await typeInto(page, page.getByLabel('Name'), 'tier');
    await typeInto(page, page.getByLabel('Value'), 'gold');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove the filter tier: gold' }).waitFor();

    await eventually(async () => (await page.locator('[data-log]').count()) === 1, 'there is not one row');
    expect(await page.locator('[data-log]').getAttribute('data-log')).toBe(id);
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await pressOn(page, page.getByRole('button', { name: 'Remove the filter User: ada' }));
    await pressOn(page, page.getByRole('button', { name: 'Remove all' }));
    await eventually(async () => (await page.locator('[data-log]').count()) > 1, 'the filters are still there');
    expect(new URL(page.url()).search).toBe('');
  });

  it('finds words of what was said', async () => {
    const { page, open } = console_;
    const id = await call({ messages: [{ role: 'user', content: 'the quick zebrafinch' }] });
    await open('/logs');

    await page.keyboard.press('/');
    await page.keyboard.type('zebrafinch');
    await page.keyboard.press('Enter');

    await page.waitForURL(/text=zebrafinch/);
    await eventually(async () => (await page.locator('[data-log]').count()) === 1, 'there is not one row');
    expect(await page.locator('[data-log]').getAttribute('data-log')).toBe(id);
  });

  it('shows new requests as they come, and moves nothing under who has paused it', async () => {
    const { page, open } = console_;
    await open('/logs?ai_model=mock');
    await tabTo(page, page.getByRole('switch', { name: 'Live' }));
    await page.keyboard.press('Space');
    await page.getByText('New requests appear as they end').waitFor();

    const live = await call();
    await row(live).waitFor();
    await pressOn(page, page.getByRole('button', { name: 'Pause' }));
    const waiting = await call();
    await page.getByRole('button', { name: '1 new' }).waitFor();
    const before = await row(waiting).count();
    await pressOn(page, page.getByRole('button', { name: '1 new' }));

    await row(waiting).waitFor();
    expect(before).toBe(0);
    expect(page.url()).toContain('live=true');
  });

  it('has older pages, each at an address of its own', async () => {
    const { page, open } = console_;
    const told = Array.from({ length: 120 }, (_, index) => ({
      request: { url: '/v1/chat/completions', method: 'POST', body: {} },
      response: { status: 200, body: {}, response_time: index },
      metadata: { batch: 'many' },
    }));
    await tell(told);
    await open(`/logs?metadata=${encodeURIComponent('{"batch":"many"}')}`);
    const shown = () => page.locator('[data-log]').evaluateAll((links) => links.map((link) => link.getAttribute('data-log')!));
    await eventually(async () => (await shown()).length === 50, 'there are not 50 rows');
    const newest = await shown();

    await pressOn(page, page.getByRole('button', { name: 'Older' }));
    await page.waitForURL(/cursor=/);
    await eventually(async () => (await shown())[0] !== newest[0], 'the page is the same');
    const second = await shown();
    await pressOn(page, page.getByRole('button', { name: 'Older' }));
    await eventually(async () => (await shown()).length === 20, 'there are not the last 20');
    const last = await shown();

    expect(new Set([...newest, ...second, ...last]).size).toBe(120);
    await page.getByText('These are the oldest.').waitFor();
    await pressOn(page, page.getByRole('button', { name: 'Newest' }));
    await eventually(async () => (await shown())[0] === newest[0], 'the newest are not back');
  });

  it('keeps a search under a name', async () => {
    const { page, open } = console_;
    await open('/logs?success=false&when=7d');

    await pressOn(page, page.getByRole('button', { name: 'Views' }));
    await typeInto(page, page.getByLabel('Keep this search as'), 'Failed of the week');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Failed of the week' }).waitFor();
    await open('/logs');
    await pressOn(page, page.getByRole('button', { name: 'Views' }));
    await pressOn(page, page.getByRole('link', { name: 'Failed of the week' }));

    await page.waitForURL(/success/);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ success: 'false', when: '7d' });
  });

  it('makes a file of what the filters find', async () => {
    const { page, open, gateway } = console_;
    const id = await call({}, { 'x-portkey-trace-id': 'for-the-file' });
    await open('/logs?trace_id=for-the-file');

    await pressOn(page, page.getByRole('button', { name: 'Export' }));
    await pressOn(page, page.getByRole('button', { name: 'Make the file' }));
    const link = page.getByRole('link', { name: 'Download' });
    await link.waitFor();

    const file = await fetch(new URL((await link.getAttribute('href'))!, gateway.url));
    const lines = (await file.text()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(id);
  });
});

describe('a record', () => {
  it('shows each attempt, why it went where it went, and what was said', async () => {
    const { page, open } = console_;
    const id = await call(
      { messages: [{ role: 'user', content: 'Rescue me' }] },
      { 'x-portkey-config': 'pc-careful', 'x-portkey-virtual-key': '' },
    );
    await open(`/logs/${id}`);

    const attempts = page.getByRole('region', { name: 'Attempts: 2' });
    await attempts.getByText('1. First').waitFor();
    await attempts.getByText('503 overloaded').waitFor();
    await attempts.getByText('2. The next target').waitFor();
    const way = page.getByRole('region', { name: 'Why it went where it went' });
    await way.getByText('It followed the config pc-careful').waitFor();
    await way.getByText('config (fallback) chose config.targets[1]').waitFor();
    expect(await way.getByRole('link', { name: 'Explain by the config of today' }).getAttribute('href')).toBe(
      `/console/routing/pc-careful?log=${id}`,
    );
    await tabTo(page, page.getByRole('tab', { name: 'Summary' }));
    await page.keyboard.press('ArrowRight');

    await page.waitForURL(/tab=request/);
    await page.getByRole('group', { name: 'What was asked' }).getByText('Rescue me').waitFor();
    expect((await one(id)).attempts).toHaveLength(2);
  });

  it('says what a fault means in the words of the documentation, for every kind', () => {
    const documented = readFileSync(new URL('../../../../docs/faults.md', import.meta.url), 'utf8');
    const shown = readFileSync(new URL('../../../console/src/features/logs/detail/fault-words.ts', import.meta.url), 'utf8');
    const rows = [...documented.matchAll(/^\| `(\w+)` +\|(?:[^|]*\|){4} (.*?) +\|$/gm)].map(([, kind, words]) => [kind, words]);

    const words = [...shown.matchAll(/^ {2}(\w+):\s+(['"])(.*)\2,$/gm)].map(([, kind, , text]) => [kind, text]);

    expect(rows.length).toBeGreaterThan(25);
    expect(words).toEqual(rows);
  });

  it('takes feedback, and changes it', async () => {
    const { page, open } = console_;
    const id = await call();
    await open(`/logs/${id}`);

    await pressOn(page, page.getByRole('button', { name: 'Give feedback' }));
    await typeInto(page, page.getByLabel('Value, −10 to 10'), '8');
    await typeInto(page, page.getByRole('textbox', { name: 'Metadata' }), 'by: ada');
    await pressOn(page, page.getByRole('button', { name: 'Give it' }));
    await page.getByRole('button', { name: 'Change the feedback 8' }).waitFor();
    expect((await one(id)).feedback).toMatchObject([{ value: 8, weight: 1, metadata: { by: 'ada' } }]);
    await pressOn(page, page.getByRole('button', { name: 'Change the feedback 8' }));
    await typeInto(page, page.getByLabel('Value, −10 to 10'), '-3');
    await page.keyboard.press('Enter');

    await page.getByRole('button', { name: 'Change the feedback -3' }).waitFor();
    expect((await one(id)).feedback).toMatchObject([{ value: -3, metadata: { by: 'ada' } }]);
  });

  it('is sent again by another config, and held against the first answer', async () => {
    const { page, open } = console_;
    const id = await call();
    await open(`/logs/${id}`);

    await pressOn(page, page.getByRole('button', { name: 'Replay' }));
    const dialog = page.getByRole('dialog', { name: 'Replay this request' });
    await tabTo(page, dialog.getByRole('combobox', { name: 'Config' }).or(dialog.getByRole('textbox', { name: 'Config' })));
    await page.keyboard.type('Careful');
    await choose(page, /Careful/);
    await pressOn(page, dialog.getByRole('button', { name: 'Replay' }));
    await dialog.getByText('The same text.').waitFor();
    const again = (await dialog.getByRole('link', { name: 'Open the new record' }).getAttribute('href'))!.split('/').at(-1)!;

    await eventually(async () => (await found(`id=${again}`)).length === 1, 'the replay has no record');
    expect((await one(again)).metrics).toMatchObject({ source: 'replay', config: 'pc-careful' });
  });

  it('is copied as a command that a shell runs', async () => {
    const { page, open } = console_;
    const id = await call({ messages: [{ role: 'user', content: `it's "quoted"` }] });
    await open(`/logs/${id}`);

    await pressOn(page, page.getByRole('button', { name: 'Copy as curl' }));
    await page.getByRole('button', { name: 'Copied' }).waitFor();

    const command = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(command).toContain(`curl '${console_.gateway.url}/v1/chat/completions'`);
    expect(command).toContain(`it'\\''s \\"quoted\\"`);
    expect(command).not.toContain(ADMIN_KEY);
  });

  it('goes with all others of its user, after a question', async () => {
    const { page, open } = console_;
    const id = await call({}, { 'x-portkey-metadata': '{"_user":"to-be-forgotten"}' });
    await open(`/logs/${id}`);

    await pressOn(page, page.getByRole('button', { name: 'Erase this user' }));
    const question = page.getByRole('dialog', { name: /Erase all of the user/ });
    await pressOn(page, question.getByRole('button', { name: 'Erase' }));
    await page.getByText('1 record is erased').waitFor();

    const query = `metadata=${encodeURIComponent('{"_user":"to-be-forgotten"}')}`;
    expect(await found(query)).toHaveLength(0);
  });

  it.each(['summary', 'request', 'response', 'record'])(
    'runs nothing of what was said, and shows no picture from elsewhere: %s',
    async (tab) => {
      const { page, open } = console_;
      const id = await callWithHostileWords();
      await open(`/logs?log=${id}&tab=${tab}`);
      await page.getByRole('dialog', { name: 'Request' }).getByText('onerror').first().waitFor();

      const faults = await faultsInBothSchemes();

      expect(faults).toEqual([]);
      expect(await page.locator('#root img:not([src*="icon.svg"]), [role="dialog"] img').count()).toBe(tab === 'request' ? 1 : 0);
      expect(await page.evaluate('window.hit')).toBeUndefined();
    },
  );

  it('has nothing for axe to find on a page of its own', async () => {
    const { page, open } = console_;
    await open(`/logs/${await callWithHostileWords()}`);
    await page.getByRole('region', { name: 'Metadata' }).getByText('onerror').waitFor();

    const faults = await faultsInBothSchemes();

    expect(faults).toEqual([]);
    expect(await page.evaluate('window.hit')).toBeUndefined();
  });

  it('is readable at once where what was said is very long', async () => {
    const { page, open } = console_;
    const id = await call({
      messages: Array.from({ length: 2_000 }, (_, index) => ({ role: 'user', content: `${index} ${'long '.repeat(20)}` })),
    });
    await open(`/logs/${id}?tab=request`);

    await page
      .getByText('Not the whole of it')
      .or(page.getByRole('button', { name: /earlier turns/ }))
      .first()
      .waitFor();

    expect(await page.locator('#page *').count()).toBeLessThan(2_000);
  });
});

describe('the pages of the log', () => {
  it('are whole on a narrow screen, and complain of nothing', async () => {
    const { page, open, problems } = console_;
    await page.setViewportSize({ width: 400, height: 860 });
    await open('/logs?success=false');
    await page.locator('[data-log]').first().waitFor();

    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(await faultsInBothSchemes()).toEqual([]);

    expect(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1360, height: 860 });
    expect(problems).toEqual([]);
  });
});
