import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { settled } from './support/every-page.ts';
import { furnish } from './support/furnish.ts';
import { pressOn, tabTo, typeInto } from './support/keyboard.ts';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
  await furnish(console_);
});

afterAll(() => console_.close());

interface Group {
  readonly requests: number;
}

const stretch = () =>
  new URLSearchParams({
    time_of_generation_min: new Date(Date.now() - 86_400_000).toISOString(),
    time_of_generation_max: new Date(Date.now() + 60_000).toISOString(),
  }).toString();

describe('analytics, by keyboard alone', () => {
  it('says what the API says, narrows to a group, and keeps that in the address', async () => {
    const { page, api, open } = console_;
    await open('/analytics');
    await settled(page);

    const { summary } = await api<{ summary: { total: number } }>('GET', `/v1/analytics/graphs/requests?${stretch()}`);
    await page.getByRole('img', { name: `Requests over time: ${summary.total} in all` }).waitFor();
    await tabTo(page, page.getByLabel('By', { exact: true }));
    await page.keyboard.type('Status');
    await page.getByRole('heading', { name: 'Requests by status' }).waitFor();
    await pressOn(page, page.getByRole('link', { name: '500', exact: true }));
    await page.waitForURL(/status_code=(?:%22)?500/);
    const failed = await api<{ summary: { total: number } }>('GET', `/v1/analytics/graphs/requests?${stretch()}&status_code=500`);
    await page.getByRole('img', { name: `Requests over time: ${failed.summary.total} in all` }).waitFor();
    await pressOn(page, page.getByRole('button', { name: /^Remove the filter Status/ }));

    await page.getByRole('img', { name: `Requests over time: ${summary.total} in all` }).waitFor();
    expect(page.url()).not.toContain('status_code');
  });

  it('hands out the numbers behind a chart, and of groups by any metadata', async () => {
    const { page, api, open } = console_;
    await open('/analytics?by=metadata');
    await settled(page);

    await typeInto(page, page.getByLabel('Name', { exact: true }), 'team');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'core', exact: true }).waitFor();
    const saved = page.waitForEvent('download');
    await pressOn(page, page.getByRole('region', { name: /Requests by metadata/ }).getByRole('button', { name: 'CSV' }));
    const text = readFileSync(await (await saved).path(), 'utf8');

    const { data } = await api<{ data: (Group & { metadata_value: string })[] }>('GET', `/v1/analytics/groups/metadata/team?${stretch()}`);
    expect(text.split('\r\n')[1]).toMatch(new RegExp(`^core,${data[0]!.requests},`));
    await pressOn(page, page.getByRole('button', { name: 'Numbers of Latency' }));
    await page.getByRole('dialog', { name: 'Latency' }).getByRole('columnheader', { name: 'p99' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(console_.problems).toEqual([]);
  });
});

describe('experiments, by keyboard alone', () => {
  it('compare variants with ranges, and lead to their requests', async () => {
    const { page, api, open, gateway } = console_;
    await api('POST', '/v1/configs', {
      name: 'Two',
      slug: 'pc-two',
      workspace_id: 'default',
      config: {
        strategy: { mode: 'split', experiment: 'two-models' },
        targets: [
          { name: 'control', weight: 1, virtual_key: 'mock-team' },
          { name: 'other', weight: 1, virtual_key: 'mock-team' },
        ],
      },
    });
    for (let number = 0; number < 12; number++) {
      const response = await fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-portkey-api-key': 'test-admin-key-0123456789',
          'x-portkey-config': 'pc-two',
          'x-portkey-metadata': JSON.stringify({ _user: `user-${number}` }),
        },
        body: JSON.stringify({ model: 'mock', messages: [{ role: 'user', content: 'Hello' }] }),
      });
      expect(response.status).toBe(200);
    }
    await open('/experiments');

    await page.reload();
    await pressOn(page, page.getByRole('link', { name: 'two-models' }));
    await page.getByRole('table', { name: 'other against control' }).getByText('Error rate').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await pressOn(page, page.getByRole('link', { name: /requests of control/ }));

    await page.waitForURL(/\/console\/logs\?.*experiment=two-models/);
    expect(console_.problems).toEqual([]);
  });
});
