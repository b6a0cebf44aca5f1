import type { List, LogSummary, Prompt } from '@sluice/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ADMIN_KEY, eventually } from '../../test/support/gateway.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openConsole, type OpenConsole } from './support/console.ts';
import { choose, pressOn, tabTo, typeInto } from './support/keyboard.ts';

const run = promisify(execFile);

let console_: OpenConsole;

beforeAll(async () => {
  console_ = await openConsole();
});

afterAll(() => console_.close());

/** Opens the page as one who was never there. */
const openFresh = async (path: string) => {
  // From outside of the console: whoever leaves the page has it kept.
  await console_.page.goto('/health');
  await console_.page.evaluate('sessionStorage.clear()');
  await console_.open(path);
};

const send = async (text: string) => {
  await typeInto(console_.page, console_.page.getByLabel('Your message'), text);
  await console_.page.keyboard.press('Control+Enter');
};

const recorded = () => console_.page.getByRole('link', { name: 'In the log' }).first().waitFor();

/** The newest calls in the log: what pages ask for their lists is in it, too. */
const logged = async (count: number) => (await console_.api<List<LogSummary>>('GET', `/v1/logs?operation=chat&page_size=${count}`)).data;

const setExtra = async (extra: object) => {
  const { page } = console_;
  await pressOn(page, page.getByRole('button', { name: /^More/ }));
  await typeInto(page, page.locator('.cm-editor').filter({ has: page.getByLabel('Anything else') }), JSON.stringify(extra));
};

describe('the playground', () => {
  it('asks a model by keyboard alone, as who is signed in, and says what it took', async () => {
    const { page } = console_;
    await openFresh('/playground');
    await page.getByRole('combobox', { name: 'Model' }).waitFor();

    await send('What is the capital of France?');
    await page.getByRole('region', { name: 'What A says' }).getByText('You said: What is the capital of France?').waitFor();
    await recorded();

    const [record] = await logged(1);
    expect(record).toMatchObject({
      api_key_name: 'Ona Owner',
      metrics: { ai_model: 'mock', response_status_code: 200, stream_mode: true },
    });
    const answer = page.getByRole('group', { name: 'Answer A' });
    expect(await answer.locator('dl').innerText()).toMatch(/First token\s+\d.*Total\s+\d.*Tokens in, out\s+6, \d+.*Cost\s+\$0/s);
    expect(new URL(page.url()).search).toBe('?models=mock');
  });

  it('goes on from an answer, and has it all after a reload', async () => {
    const { page } = console_;

    await send('And of Spain?');
    await page.getByRole('region', { name: 'What A says' }).getByText('You said: And of Spain?').waitFor();
    await recorded();
    await page.reload();
    await page.getByRole('region', { name: 'What A says' }).getByText('You said: And of Spain?').waitFor();

    const texts = page.getByRole('textbox', { name: /^Text of message/ });
    expect(await texts.evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))).toEqual([
      'What is the capital of France?',
      'This is the mock provider. You said: What is the capital of France?',
      'And of Spain?',
    ]);
    const [record] = await logged(1);
    const { request } = await console_.api<{ request: { body: { messages: unknown[] } } }>('GET', `/v1/logs/${record!.id}`);
    expect(request.body.messages).toHaveLength(3);
  });

  it('moves and removes messages, and takes that back', async () => {
    const { page } = console_;
    const roles = () =>
      page.getByRole('group', { name: /^Message \d/ }).evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label')));

    await pressOn(page, page.getByRole('button', { name: 'Move message 3 up' }));
    expect(await roles()).toEqual(['Message 1, user', 'Message 2, user', 'Message 3, assistant']);
    await pressOn(page, page.getByRole('button', { name: 'Remove message 2' }));
    expect(await roles()).toEqual(['Message 1, user', 'Message 2, assistant']);
    await pressOn(page, page.getByRole('button', { name: 'Take that back' }));

    expect(await roles()).toEqual(['Message 1, user', 'Message 2, user', 'Message 3, assistant']);
  });

  it('stops an answer, and its provider is asked for no more', async () => {
    const { page } = console_;
    await openFresh('/playground?models=mock');
    await setExtra({ mock: { chunks: 10, stall_after: 4 } });

    await send('Tell me a long story');
    await page.getByRole('region', { name: 'What A says' }).getByText('This is').waitFor();
    await pressOn(page, page.getByRole('button', { name: 'Stop', exact: true }));
    await page.getByText('Stopped', { exact: true }).waitFor();

    await eventually(async () => (await logged(1))[0]?.aborted === true, 'the call was not left');
    expect(await page.getByRole('region', { name: 'What A says' }).innerText()).toMatch(/^This is/);
  });

  it('asks two side by side at once: a model and a version of a prompt', async () => {
    const { page } = console_;
    const string = JSON.stringify([{ role: 'user', content: 'Name the capital of {{country}}' }]);
    await console_.api('POST', '/v1/prompts', {
      name: 'Capital',
      slug: 'pp-capital',
      string,
      parameters: { model: 'mock' },
      workspace_id: 'default',
    });
    await openFresh('/playground?models=mock');

    await send('Hello');
    await recorded();
    await pressOn(page, page.getByRole('button', { name: 'Compare' }));
    const second = page.getByRole('group', { name: 'Column B' });
    await tabTo(page, second.getByRole('button', { name: 'Remove column B' }));
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, second.getByRole('combobox', { name: 'Prompt' }));
    await page.keyboard.type('Capital');
    await choose(page, /Capital/);
    await typeInto(page, page.getByLabel('country'), 'Peru');
    await tabTo(page, page.getByRole('button', { name: 'Remove message 1' }));
    await page.keyboard.press('Enter');
    await typeInto(page, page.getByLabel('Your message'), 'Be brief');
    await pressOn(page, page.getByRole('button', { name: 'Send' }));
    await page.getByRole('link', { name: 'In the log' }).nth(1).waitFor();

    const records = await logged(2);
    expect(records.map(({ metrics }) => metrics.prompt_slug).toSorted()).toEqual([null, 'pp-capital']);
    const prompted = records.find(({ metrics }) => metrics.prompt_slug === 'pp-capital')!;
    const { transformedRequest: sent } = await console_.api<{ transformedRequest: { body: { messages: unknown[] } } }>(
      'GET',
      `/v1/logs/${prompted.id}`,
    );
    expect(sent.body.messages).toContainEqual({ role: 'user', content: 'Name the capital of Peru' });
    expect(new URL(page.url()).searchParams.get('models')).toBe('mock,prompt:pp-capital');
  });

  it('shows the failure of one column, and the answer of the other', async () => {
    const { page } = console_;
    await openFresh('/playground?models=mock,@nobody/none');

    await send('Hello');
    await page.getByRole('region', { name: 'What A says' }).getByText('You said: Hello').waitFor();

    expect(await page.getByRole('group', { name: 'Answer B' }).getByRole('alert').innerText()).toContain('nobody');
  });

  it('shows the call of a tool, takes what the tool says, and goes on', async () => {
    const { page } = console_;
    await openFresh('/playground?models=mock');
    await setExtra({ mock: { tool_calls: [{ name: 'weather', arguments: { place: 'Bern' } }] } });

    await send('Is it warm in Bern?');
    await pressOn(page, page.getByRole('button', { name: 'Answer the calls of A' }));
    await typeInto(page, page.getByRole('textbox', { name: 'Text of message 3, tool' }), 'Sunny, 24 °C');
    await page.keyboard.press('Control+Enter');
    await recorded();

    const [record] = await logged(1);
    const { request } = await console_.api<{ request: { body: { messages: unknown[] } } }>('GET', `/v1/logs/${record!.id}`);
    expect(request.body.messages.slice(1)).toMatchObject([
      { role: 'assistant', content: null, tool_calls: [{ id: 'call_mock_0', function: { name: 'weather' } }] },
      { role: 'tool', content: 'Sunny, 24 °C', tool_call_id: 'call_mock_0' },
    ]);
  });

  it('says where JSON is wrong, and sends nothing', async () => {
    const { page } = console_;
    await openFresh('/playground?models=mock');
    const [before] = await logged(1);
    await setExtra({});
    await page.keyboard.insertText('{');

    await send('Hello');
    await page.getByText(/^This is no JSON/).waitFor();
    await page.getByText('This was not sent').waitFor();

    expect((await logged(1))[0]?.id).toBe(before?.id);
  });

  it('saves a prompt into the library', async () => {
    const { page } = console_;
    await console_.api('POST', '/v1/virtual-keys', { name: 'Ours', slug: 'ours', provider: 'mock', workspace_id: 'default' });
    await openFresh('/playground?models=@ours/mock');
    await send('Say {{word}}');
    await recorded();

    await pressOn(page, page.getByRole('button', { name: 'Save as a prompt' }));
    await typeInto(page, page.getByRole('textbox', { name: 'Name' }), 'Said');
    await page.keyboard.press('Enter');
    const slug = await page.getByRole('dialog', { name: 'Save as a prompt' }).getByRole('link').innerText();

    const prompt = await console_.api<Prompt>('GET', `/v1/prompts/${slug}`);
    expect(JSON.parse(prompt.string)).toEqual([{ role: 'user', content: 'Say {{word}}' }]);
    expect(prompt).toMatchObject({ name: 'Said', model: 'mock', virtual_key: 'ours' });
    await page.keyboard.press('Escape');
  });

  it('is copied as code that runs from the clipboard', async () => {
    const { page } = console_;
    await openFresh('/playground?models=mock');
    await send(`it's "quoted" \\ $HOME \`date\``);
    await recorded();

    await pressOn(page, page.getByRole('button', { name: 'Copy as code' }));
    await pressOn(page, page.getByRole('button', { name: 'Copy the code for curl' }));
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const code = await page.evaluate(() => navigator.clipboard.readText());
    const { stdout } = await run('bash', ['-c', code.replace('curl ', 'curl -s ')], {
      env: { PATH: process.env['PATH'], SLUICE_API_KEY: ADMIN_KEY },
    });

    expect(stdout).toContain('data: [DONE]');
    const [record] = await logged(1);
    const { request } = await console_.api<{ request: { body: { messages: unknown } } }>('GET', `/v1/logs/${record!.id}`);
    expect(request.body.messages).toEqual([{ role: 'user', content: `it's "quoted" \\ $HOME \`date\`` }]);
    await page.keyboard.press('Escape');
  });

  it('opens a logged request, and a version of a prompt', async () => {
    const { page } = console_;
    const body = {
      model: 'mock',
      temperature: 0.5,
      messages: [
        { role: 'system', content: 'Be kind' },
        { role: 'user', content: 'Open me' },
      ],
    };
    await console_.api('POST', '/v1/chat/completions', body);
    await eventually(async () => (await logged(1))[0]?.metrics.stream_mode === false, 'it was not logged');
    const [record] = await logged(1);

    await openFresh(`/playground?log=${record!.id}`);
    const texts = page.getByRole('textbox', { name: /^Text of message/ });
    await texts.nth(1).waitFor();

    expect(await texts.evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))).toEqual([
      'Be kind',
      'Open me',
    ]);
    expect(await page.getByLabel('Temperature').inputValue()).toBe('0.5');
    expect(await page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('@mock/mock');
    await console_.open('/playground?prompt=pp-capital&version=1');
    await page.getByLabel('country').waitFor();
    await page.waitForURL(/models=prompt/);
  });

  it('reads fifty thousand words without holding up who types meanwhile', async () => {
    const { page } = console_;
    const long = Array.from({ length: 50_000 }, (_, index) => `word${index % 977}`).join(' ');
    const string = JSON.stringify([{ role: 'user', content: long }]);
    await console_.api('POST', '/v1/prompts', {
      name: 'Long',
      slug: 'pp-long',
      string,
      parameters: { model: 'mock' },
      workspace_id: 'default',
    });
    await openFresh('/playground?models=prompt:pp-long');

    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('Answering', { exact: true }).waitFor();
    await page.getByLabel('Your message').pressSequentially('typed meanwhile');
    await page.getByText('Answered', { exact: true }).waitFor({ timeout: 45_000 });

    expect(await page.getByLabel('Your message').inputValue()).toBe('typed meanwhile');
    const text = await page.getByRole('region', { name: 'What A says' }).textContent();
    expect(text!.match(/word\d+/g)).toHaveLength(50_000);
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to find where it is %s, and complains of nothing', async (colorScheme) => {
    const { page } = console_;
    await page.emulateMedia({ colorScheme });
    await openFresh('/playground?models=mock,@nobody/none');
    await send('# Title\n\n- **one** `two` [three](https://example.com/)\n\n```js\n1\n```');
    await recorded();
    await page.getByRole('group', { name: 'Answer B' }).getByRole('alert').waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    expect(console_.problems).toEqual([]);
  });
});
