import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiKeyView, List, LogSummary } from '@sluice/contract';
import { eventually } from '../../test/support/gateway.ts';
import { bashAndCurl, describeWith, python, pythonClients } from '../guide/needs.ts';
import { repositoryRoot } from '../guide/repository-root.ts';
import { runProgram } from '../guide/run-program.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, OWNER, type OpenConsole } from './support/console.ts';
import { pressOn, typeInto } from './support/keyboard.ts';

/** The calls of models that are on record, the newest first. */
async function calls({ api }: OpenConsole): Promise<readonly LogSummary[]> {
  const { data } = await api<List<LogSummary>>('GET', '/v1/logs?method=POST&page_size=20');
  return data;
}

describe('the first five minutes', () => {
  let console_: OpenConsole;
  let folder: string;

  beforeAll(async () => {
    console_ = await openConsole({ signedIn: 'no' });
    folder = mkdtempSync(join(tmpdir(), 'sluice-start-'));
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['portkey-ai', 'openai'])
      symlinkSync(join(repositoryRoot, 'node_modules', name), join(folder, 'node_modules', name));
  });

  afterAll(async () => {
    await console_?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lead from the set-up link to a key, by keyboard alone', async () => {
    const { page, setupLink, api } = console_;
    await page.goto(setupLink);
    await typeInto(page, page.getByLabel('E-mail'), OWNER.email);
    await typeInto(page, page.getByLabel('First name'), OWNER.first_name);
    await typeInto(page, page.getByRole('textbox', { name: 'Password' }), OWNER.password);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    await pressOn(page, page.getByRole('button', { name: 'Use “Mock”, which needs no key' }));
    await page.getByText('There is one. Whatever key it has is kept here, sealed.').waitFor();
    await typeInto(page, page.getByLabel('Name of the key'), 'my first app');
    await page.keyboard.press('Enter');
    await page.getByText('It is shown this once').waitFor();

    const keys = await api<List<ApiKeyView>>('GET', '/v1/api-keys?search=my%20first%20app');
    expect(keys.data).toMatchObject([{ name: 'my first app', type: 'workspace-service' }]);
    expect(keys.data[0]!.scopes).toContain('completions.write');
    expect(keys.data[0]!.scopes).not.toContain('virtual_keys.create');
  });

  const runs = [
    { label: 'Portkey, Node', file: 'portkey.mjs', program: process.execPath, need: { met: true, remedy: '' } },
    { label: 'Portkey, Python', file: 'portkey.py', program: python, need: pythonClients },
    { label: 'OpenAI, Node', file: 'openai.mjs', program: process.execPath, need: { met: true, remedy: '' } },
    { label: 'OpenAI, Python', file: 'with_openai.py', program: python, need: pythonClients },
    { label: 'curl', file: 'curl.sh', program: 'bash', need: bashAndCurl },
  ];

  for (const { label, file, program, need } of runs)
    describeWith(need, `the snippet for ${label}`, () => {
      it('runs from the clipboard as it is, answers 200, and shows up by itself', async () => {
        const { page } = console_;
        const before = (await calls(console_)).length;
        await page.getByRole('tab', { name: label, exact: true }).click();
        await page.getByRole('group', { name: `Snippet for ${label}` }).waitFor();
        await page.evaluate('navigator.clipboard.writeText("")');
        await pressOn(page, page.getByRole('button', { name: 'Copy the snippet' }));
        await eventually(async () => (await page.evaluate('navigator.clipboard.readText()')) !== '', 'nothing was copied');
        writeFileSync(join(folder, file), String(await page.evaluate('navigator.clipboard.readText()')));

        const ran = await runProgram(program, [file], { cwd: folder, env: {} });

        expect(ran).toMatchObject({ exitCode: 0 });
        expect(ran.stdout).toContain('This is the mock provider. You said: Say hello.');
        await eventually(async () => (await calls(console_)).length > before, 'the call is not on record');
        const [newest] = await calls(console_);
        expect(newest).toMatchObject({
          response: { status: 200 },
          api_key_name: 'my first app',
          metrics: { virtual_key: expect.any(String) },
        });
        await page.locator(`a[href="/console/logs/${newest!.id}"]`).waitFor();
      });
    });

  it('have all steps ticked then, and nothing for axe to find in light or dark', async () => {
    const { page } = console_;

    await page.getByRole('heading', { name: 'See it arrive done' }).waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('do not show a key again, and say so in its place', async () => {
    const { page, open } = console_;
    await open('/?guide=true');

    const snippet = page.getByRole('group', { name: 'Snippet for Portkey, Node' });
    await snippet.waitFor();

    expect(await snippet.textContent()).toContain('YOUR_SLUICE_KEY');
    expect(await page.content()).not.toMatch(/sk-sluice-[\w-]{20}/);
  });

  it('are over for who has been here: today, and the last requests as they arrive', async () => {
    const { page, open, api, gateway } = console_;
    await open('/');
    await page.getByRole('heading', { name: 'The last requests' }).waitFor();
    await page.getByText('live', { exact: true }).waitFor();
    const made = await api<{ readonly key: string }>('POST', '/v1/api-keys/workspace/service', {
      name: 'later',
      scopes: ['completions.write'],
    });

    await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-portkey-api-key': made.key },
      body: JSON.stringify({ model: '<img src=x onerror=alert(1)>', provider: 'mock', messages: [] }),
    });

    await page.getByRole('cell', { name: 'later' }).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(console_.problems).toEqual([]);
  });
});
