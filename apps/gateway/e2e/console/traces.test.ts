import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogSummary } from '@sluice/contract';
import { ADMIN_KEY, eventually } from '../../test/support/gateway.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { pressOn, tabTo } from './support/keyboard.ts';

const HOSTILE = '<img src=x onerror="window.hit=1">';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
});

afterAll(() => console_.close());

async function call(
  span: string,
  { parent, name, body = {} }: { readonly parent?: string; readonly name?: string; readonly body?: object } = {},
): Promise<void> {
  const response = await fetch(`${console_.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-portkey-api-key': ADMIN_KEY,
      'x-portkey-provider': 'mock',
      'x-portkey-trace-id': 'order-4711',
      'x-portkey-span-id': span,
      ...(parent !== undefined && { 'x-portkey-parent-span-id': parent }),
      ...(name !== undefined && { 'x-portkey-span-name': name }),
    },
    body: JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: 'Hello' }], ...body }),
  });
  await response.text();
}

async function recordsOf(trace: string, count: number): Promise<readonly LogSummary[]> {
  let data: readonly LogSummary[] = [];
  await eventually(async () => {
    ({ data } = await console_.api<{ data: readonly LogSummary[] }>('GET', `/v1/logs?trace_id=${trace}`));
    return data.length === count;
  }, `the trace ${trace} has not come to ${count} records`);
  return data;
}

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

describe('traces', () => {
  it('say how one comes to be where there are none', async () => {
    await console_.open('/traces');

    await console_.page.getByRole('heading', { name: 'No traces yet' }).waitFor();

    expect(await faultsInBothSchemes()).toEqual([]);
  });

  it('are a tree of calls that is gone through by arrows, each leading to its record', async () => {
    const { page, open } = console_;
    await call('root', { name: 'plan the order' });
    await call('stock', { parent: 'root', name: HOSTILE });
    await call('price', { parent: 'stock', body: { mock: { status: 429 } } });
    const records = await recordsOf('order-4711', 3);
    await open('/traces');

    await pressOn(page, page.getByRole('link', { name: 'order-4711' }));
    await page.getByRole('heading', { level: 1, name: 'Trace' }).waitFor();
    const tree = page.getByRole('treegrid', { name: 'Calls of the trace' });
    await eventually(async () => (await tree.getByRole('row').count()) === 7, 'there are not three calls with an attempt each');
    await tabTo(page, tree.locator('tbody tr').first());
    const levels = await tree.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-level')));
    await page.keyboard.press('ArrowLeft');
    await eventually(async () => (await tree.getByRole('row').count()) === 2, 'the first call does not close');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');

    const drawer = page.getByRole('dialog', { name: 'Request' });
    await drawer.getByText('Failed with 429: rate_limited').waitFor();
    expect(levels).toEqual(['1', '2', '2', '3', '3', '4']);
    expect(new URL(page.url()).searchParams.get('log')).toBe(records.find(({ response }) => response.status === 429)!.id);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
  });

  it('say what their calls come to together', async () => {
    const { page, open } = console_;
    const records = await recordsOf('order-4711', 3);
    const tokens = records.reduce((sum, { metrics }) => sum + (metrics.total_units ?? 0), 0);
    await open('/traces/order-4711');

    const figure = (name: string) =>
      page
        .locator('dl > div')
        .filter({ has: page.getByText(name, { exact: true }) })
        .locator('dd');

    await figure('Calls').waitFor();
    expect(await Promise.all(['Calls', 'Failed', 'Tokens'].map((name) => figure(name).textContent()))).toEqual(['3', '1', `${tokens}`]);
  });

  it('have calls that others told of, and are found by what failed', async () => {
    const { page, open, gateway } = console_;
    const told = (spanId: string, parentSpanId: string | undefined, status: number) => ({
      request: { url: 'https://elsewhere.example/v1/chat', method: 'POST', body: {} },
      response: { status, body: {}, response_time: 30 },
      metadata: { traceId: 'told-trace', spanId, spanName: `told ${spanId}`, ...(parentSpanId !== undefined && { parentSpanId }) },
    });
    await fetch(`${gateway.url}/v1/logs?workspace_id=default`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-portkey-api-key': ADMIN_KEY },
      body: JSON.stringify([told('a', undefined, 200), told('b', 'a', 200)]),
    });
    await recordsOf('told-trace', 2);
    await open('/traces');
    await page.getByRole('link', { name: 'told-trace' }).waitFor();

    await tabTo(page, page.getByLabel('Outcome'));
    await page.keyboard.type('With a failed');
    await page.waitForURL(/success=false/);
    await page.getByRole('link', { name: 'told-trace' }).waitFor({ state: 'detached' });

    expect(await page.getByRole('link', { name: 'order-4711' }).count()).toBe(1);
    await open('/traces/told-trace?attempts=false');
    const levels = page.getByRole('treegrid').locator('tbody tr');
    await levels.nth(1).waitFor();
    expect(await levels.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-level')))).toEqual(['1', '2']);
  });

  it('have nothing for axe to find, run nothing, and complain of nothing', async () => {
    const { page, open, problems } = console_;

    await open('/traces');
    await page.getByRole('link', { name: 'order-4711' }).waitFor();
    expect(await faultsInBothSchemes()).toEqual([]);
    await open('/traces/order-4711');
    await page.getByRole('treegrid').getByText(HOSTILE).waitFor();
    expect(await faultsInBothSchemes()).toEqual([]);

    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(problems).toEqual([]);
  });
});
