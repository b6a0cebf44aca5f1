import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openConsole, OWNER, type OpenConsole } from './support/console.ts';
import { choose, pressOn, tabTo, typeInto } from './support/keyboard.ts';

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
});

afterAll(() => console_.close());

interface List<Item> {
  readonly data: readonly Item[];
}

describe('the team, by keyboard alone', () => {
  it('invites somebody, shows the link once, and lets them in by it', async () => {
    const { page, api, open } = console_;
    await open('/team?tab=invites');

    await pressOn(page, page.getByRole('button', { name: 'Invite somebody' }));
    const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
    await typeInto(page, dialog.getByLabel('E-mail'), 'ina@example.com');
    await page.keyboard.press('Enter');
    const shown = page.getByRole('dialog', { name: 'The invite’s link' });
    await shown.waitFor();
    await pressOn(page, shown.getByRole('button', { name: 'Copy' }));
    const link = await page.evaluate<string>('navigator.clipboard.readText()');

    const { data } = await api<List<{ email: string; status: string; workspaces: { role: string }[] }>>('GET', '/v1/admin/users/invites');
    expect(data).toMatchObject([{ email: 'ina@example.com', status: 'pending', workspaces: [{ role: 'member' }] }]);
    expect(new URL(link).pathname).toBe('/console/invite');
    const accepted = await fetch(`${console_.gateway.url}/v1/admin/invites/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: new URL(link).searchParams.get('token'), password: 'another long password 2' }),
    });
    expect(accepted.status).toBe(200);
  });

  it('changes what somebody is', async () => {
    const { page, api, open } = console_;
    await open('/team');

    await tabTo(
      page,
      page.getByRole('combobox', { name: 'Role of ina@example.com' }).or(page.getByRole('textbox', { name: 'Role of ina@example.com' })),
    );
    await page.keyboard.press('Enter');
    await choose(page, /^Admin/);
    await page.getByText('ina@example.com is admin now').waitFor();

    const { data } = await api<List<{ email: string; role: string }>>('GET', '/v1/admin/users');
    expect(data.find(({ email }) => email === 'ina@example.com')?.role).toBe('admin');
  });

  it('takes somebody into a workspace who is found by name, and out again', async () => {
    const { page, api, open } = console_;
    const { id } = (await api<List<{ id: string; email: string }>>('GET', '/v1/admin/users?search=INA@')).data[0]!;
    const roles = async () =>
      (await api<List<{ id: string; role: string }>>('GET', `/v1/admin/workspaces/${slug}/users`)).data
        .filter((member) => member.id === id)
        .map(({ role }) => role);
    const { slug } = await api<{ slug: string }>('POST', '/v1/admin/workspaces', { name: 'Reading' });
    await open(`/team/workspaces/${slug}`);

    await typeInto(page, page.getByRole('combobox', { name: 'Take somebody in' }).or(page.getByLabel('Take somebody in')), 'ina@');
    await page.getByRole('option', { name: OWNER.email }).waitFor({ state: 'hidden' });
    await choose(page, /ina@example\.com/);
    await pressOn(page, page.getByRole('button', { name: 'Take in' }));
    await page.getByRole('button', { name: 'Take ina@example.com out' }).waitFor();
    expect(await roles()).toEqual(['member']);

    await pressOn(page, page.getByRole('button', { name: 'Take ina@example.com out' }));
    await page.getByRole('dialog').waitFor();
    await pressOn(page, page.getByRole('button', { name: 'Take out', exact: true }));
    await page.getByText('ina@example.com is out').waitFor();
    expect(await roles()).toEqual([]);
  });

  it('asks before it disables somebody, and keeps them where the answer is no', async () => {
    const { page, api, open } = console_;
    await open('/team');
    const status = async () =>
      (await api<List<{ email: string; status: string }>>('GET', '/v1/admin/users')).data.find(({ email }) => email === 'ina@example.com')
        ?.status;

    const ask = async () => {
      await pressOn(page, page.getByRole('button', { name: 'What can be done about ina@example.com' }));
      await page.getByRole('menuitem', { name: 'Disable…' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Disable ina@example.com?' }).waitFor();
    };
    await ask();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await status()).toBe('active');
    await ask();
    await pressOn(page, page.getByRole('button', { name: 'Disable', exact: true }));
    await page.getByText('ina@example.com is disabled').waitFor();

    expect(await status()).toBe('disabled');
  });

  it('makes a workspace, bounds it, and removes it for who can spell its name', async () => {
    const { page, api, open } = console_;
    await open('/team?tab=workspaces');

    await pressOn(page, page.getByRole('button', { name: 'New workspace' }));
    const dialog = page.getByRole('dialog', { name: 'New workspace' });
    await typeInto(page, dialog.getByLabel('Name'), 'Research');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await pressOn(page, page.getByRole('link', { name: 'Research' }));
    await typeInto(page, page.getByLabel('Metadata'), 'team: research');
    await typeInto(page, page.getByLabel('Amount'), '25');
    await pressOn(page, page.getByRole('button', { name: 'Save' }));
    await page.getByText('The workspace is saved').waitFor();

    const slug = new URL(page.url()).pathname.split('/').at(-1)!;
    expect(await api('GET', `/v1/admin/workspaces/${slug}`)).toMatchObject({
      name: 'Research',
      defaults: { metadata: { team: 'research' } },
      usage_limits: { type: 'cost', credit_limit: 25 },
    });

    await pressOn(page, page.getByRole('button', { name: 'Remove the workspace…' }));
    await typeInto(page, page.getByLabel('Type Research to remove it'), 'Research');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/team\?tab=workspaces/);

    const { data } = await api<List<{ name: string }>>('GET', '/v1/admin/workspaces?status=active');
    expect(data.map(({ name }) => name)).not.toContain('Research');
  });

  it('shows who changed what, and narrows that', async () => {
    const { page, open } = console_;
    await open('/team?tab=audit&action=workspaces.create');

    await page.getByRole('cell', { name: 'workspaces.create' }).first().waitFor();
    expect(await page.getByRole('cell', { name: 'workspaces.delete' }).count()).toBe(0);
    await pressOn(page, page.getByRole('button', { name: /^What changed: workspaces.create of Research/ }));

    await page.getByRole('dialog', { name: 'workspaces.create' }).getByText('"Research"').first().waitFor();
    expect(console_.problems).toEqual([]);
  });
});

describe('the settings, by keyboard alone', () => {
  it('change the password, and say so where the old one is wrong', async () => {
    const { page, open } = console_;
    await open('/settings');
    const type = async (old: string, next: string) => {
      await typeInto(page, page.getByLabel('The one that you have'), old);
      await typeInto(page, page.getByLabel('A new one'), next);
      await typeInto(page, page.getByLabel('The new one again'), next);
      await page.keyboard.press('Enter');
    };

    await type('not the password', 'a longer password 3');
    await page.getByText('"current_password" is wrong').waitFor();
    await type(OWNER.password, 'a longer password 3');
    await page.getByText('Your password is changed').waitFor();

    const signIn = (password: string) =>
      fetch(`${console_.gateway.url}/v1/admin/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: OWNER.email, password }),
      });
    expect((await signIn(OWNER.password)).status).toBe(401);
    expect((await signIn('a longer password 3')).status).toBe(200);
  });

  it('keep an alias and a price of a model', async () => {
    const { page, api, open } = console_;
    await open('/settings?tab=models');

    const alias = page.getByRole('form', { name: 'A new alias' });
    await typeInto(page, alias.getByLabel('Provider'), 'mock');
    await typeInto(page, alias.getByLabel('Model asked for'), 'fast');
    await typeInto(page, alias.getByLabel('Model sent'), 'mock');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'mock/fast', exact: true }).waitFor();
    const price = page.getByRole('form', { name: 'A new price' });
    await typeInto(page, price.getByLabel('Provider'), 'mock');
    await typeInto(page, price.getByLabel('Model'), 'mock');
    await typeInto(page, price.getByLabel('Input'), '0.5');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'mock/mock', exact: true }).waitFor();

    expect(await api('GET', '/v1/admin/aliases')).toMatchObject({ data: [{ id: 'mock/fast', sends: 'mock' }] });
    expect(await api('GET', '/v1/admin/prices')).toMatchObject({ data: [{ id: 'mock/mock', price: { input: 0.5 } }] });
    expect(console_.problems).toEqual([]);
  });

  it('say how the gateway is set up, and no secret', async () => {
    const { page, open } = console_;
    await open('/settings?tab=gateway');

    await page.getByText('SLUICE_LOG_BODIES').first().waitFor();

    expect(await page.locator('main').innerText()).not.toContain('test-admin-key');
    expect(console_.problems).toEqual([]);
  });
});
