import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InviteLink, List, SessionView, UserView, WorkspaceSummary } from '@sluice/contract';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, OWNER, type OpenConsole } from './support/console.ts';
import { pressOn, typeInto } from './support/keyboard.ts';

describe('the door', () => {
  let console_: OpenConsole;

  beforeAll(async () => {
    console_ = await openConsole({ signedIn: 'no' });
  });

  afterAll(() => console_?.close());

  const signIn = async (password: string) => {
    const { page } = console_;
    await typeInto(page, page.getByLabel('E-mail'), OWNER.email);
    await typeInto(page, page.getByRole('textbox', { name: 'Password' }), password);
    await page.keyboard.press('Enter');
  };

  it('takes the token out of the address at once, and makes an owner', async () => {
    const { page, setupLink, api } = console_;
    await page.goto(setupLink);
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    await page.waitForURL((url) => !url.href.includes('token'));
    await typeInto(page, page.getByLabel('E-mail'), OWNER.email);
    await typeInto(page, page.getByRole('textbox', { name: 'Password' }), OWNER.password);

    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Start' }).waitFor();
    const users = await api<List<UserView>>('GET', '/v1/admin/users');
    expect(users.data).toMatchObject([{ email: OWNER.email, role: 'owner' }]);
  });

  it('says the cure for a link that was used', async () => {
    const { page, setupLink, context } = console_;
    await context.clearCookies();
    await page.goto(setupLink);
    await typeInto(page, page.getByLabel('E-mail'), 'another@example.com');
    await typeInto(page, page.getByRole('textbox', { name: 'Password' }), OWNER.password);

    await page.keyboard.press('Enter');

    await page.getByText('sluice users setup-link').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('says at the field that the password is wrong, and keeps what was typed', async () => {
    const { page, open } = console_;
    await open('/sign-in');

    await signIn('not the password');

    await page.getByText('The e-mail or the password is wrong').waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(OWNER.email);
    expect(await page.getByRole('textbox', { name: 'Password' }).getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('leads on to the page that was wanted', async () => {
    const { page, open } = console_;
    await open('/keys?search=ci');
    await page.waitForURL(/\/console\/sign-in\?to=/);

    await signIn(OWNER.password);

    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    expect(page.url()).toMatch(/\/console\/keys\?search=ci$/);
  });

  it('leads nowhere else, whatever a link says', async () => {
    const { page, open } = console_;
    await open('/sign-in?to=https%3A%2F%2Fevil.example%2Fconsole');
    await page.getByText('You are signed in as').waitFor();

    await pressOn(page, page.getByRole('button', { name: 'Go on' }));

    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    expect(page.url()).toMatch(/127\.0\.0\.1:\d+\/console\/?$/);
  });

  it('lets somebody else in, out of the same browser', async () => {
    const { page, open } = console_;
    await open('/sign-in');

    await pressOn(page, page.getByRole('button', { name: 'Sign in as somebody else' }));

    await page.getByLabel('E-mail').waitFor();
    const answer = await page.request.get('/v1/admin/session');
    expect(answer.status()).toBe(401);
  });

  it('lets the invited in, and shows the promised key once', async () => {
    const { page, api, gateway } = console_;
    const { data: workspaces } = await api<List<WorkspaceSummary>>('GET', '/v1/admin/workspaces');
    const invite = await api<InviteLink>('POST', '/v1/admin/users/invites', {
      email: 'ann@example.com',
      role: 'member',
      workspaces: [{ id: workspaces[0]!.id, role: 'member' }],
      workspace_api_key_details: { name: 'ann', scopes: ['completions.write'] },
    });
    await page.goto(invite.invite_link);
    await typeInto(page, page.getByRole('textbox', { name: 'Password' }), 'another long password 2');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();

    const key = /sk-sluice-[\w-]+/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? '';
    expect(await accessibilityFaults(page)).toEqual([]);
    await pressOn(page, page.getByRole('button', { name: 'I have kept them' }));

    await page.getByRole('heading', { level: 1 }).waitFor();
    const session = await page.request.get('/v1/admin/session');
    expect(((await session.json()) as SessionView).user).toMatchObject({ email: 'ann@example.com', role: 'member' });
    const called = await fetch(`${gateway.url}/v1/models`, { headers: { 'x-portkey-api-key': key } });
    expect(called.status).toBe(200);
    expect(page.url()).not.toContain('token');
  });

  it('says when there were too many attempts', async () => {
    const { page, context, open } = console_;
    await context.clearCookies();
    await open('/sign-in');

    for (let attempt = 0; attempt < 6; attempt++) {
      const answered = page.waitForResponse(/\/v1\/admin\/sessions/);
      await signIn(`wrong ${attempt}`);
      await answered;
    }

    await page.getByText(/Too many attempts to sign in: try again in \d+ minutes/).waitFor();
    expect(console_.problems).toEqual([]);
  });
});
