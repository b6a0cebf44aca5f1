import type { Log } from '@sluice/contract';
import { describe, expect, it } from '@jest/globals';
import { wireMessage } from '../request/wire-messages.ts';
import { logToPage } from './log-to-page.ts';

interface Asked {
  readonly url?: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly virtualKey?: string | null;
  readonly cut?: readonly string[];
}

const logOf = ({ url = '/v1/chat/completions', body, headers = {}, virtualKey = null, cut = [] }: Asked) =>
  ({
    request: { url, method: 'POST', headers: {}, portkeyHeaders: headers, body },
    metrics: { virtual_key: virtualKey, ai_org: 'vendor', ai_model: 'large', config: 'pc-main' },
    asked_model: null,
    metadata: { _user: 'ona' },
    cut,
  }) as unknown as Log;

const opened = (asked: Asked) => {
  const page = logToPage(logOf(asked));
  if (!page.ok) throw new Error(page.why);
  const { columns, messages, settings } = page.page;
  return { column: columns![0]!, messages: messages!.map(wireMessage), settings: settings! };
};

describe('a logged request that is opened', () => {
  it('brings its words, its parameters and whom it asked', () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const tools = [{ type: 'function', function: { name: 'f' } }];

    const page = opened({
      body: { model: 'large', messages, temperature: 0.3, stop: ['x'], tools, tool_choice: 'auto', odd: 1 },
      virtualKey: 'team',
    });

    expect(page.messages).toEqual(messages);
    expect(page.column).toMatchObject({ kind: 'model', model: '@team/large' });
    expect(page.settings).toMatchObject({ parameters: { temperature: 0.3, stop: ['x'] }, toolChoice: 'auto', stream: true });
    expect(JSON.parse(page.settings.tools)).toEqual(tools);
    expect(JSON.parse(page.settings.extra)).toEqual({ odd: 1 });
    expect(JSON.parse(page.settings.metadata)).toEqual({ _user: 'ona' });
  });

  it('names the provider where no key of ours was used, and the config where one was named', () => {
    const body = { model: 'large', messages: [] };

    expect(opened({ body }).column.model).toBe('@vendor/large');
    expect(opened({ body, headers: { 'x-portkey-config': 'pc-main' } }).column).toMatchObject({ model: 'large', config: 'pc-main' });
    expect(opened({ body: { ...body, model: '@own/small' } }).column.model).toBe('@own/small');
  });

  it('asks the prompt again that it asked, with its variables', () => {
    const body = { variables: { name: 'Ona', items: [1] }, temperature: 0 };

    const page = logToPage(logOf({ url: '/v1/prompts/pp-x@3/completions', body }));

    expect(page).toMatchObject({
      ok: true,
      page: {
        columns: [{ kind: 'prompt', prompt: 'pp-x', version: '3' }],
        variables: { name: 'Ona', items: '[1]' },
        messages: [],
        settings: { parameters: { temperature: 0 }, extra: '' },
      },
    });
  });

  it('asks a prompt that stood beside messages', () => {
    const messages = [{ role: 'user', content: 'Hi' }];

    const page = opened({ body: { prompt_id: 'pp-x', messages } });

    expect(page.column).toMatchObject({ kind: 'prompt', prompt: 'pp-x', version: '' });
    expect(page.messages).toEqual(messages);
  });

  it('reads the language of messages', () => {
    const body = {
      model: 'large',
      system: [{ type: 'text', text: 'Be brief' }],
      max_tokens: 9,
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'weather', input: { place: 'Bern' } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'Sunny' }] },
      ],
      tools: [{ name: 'weather', input_schema: { type: 'object' } }],
    };

    const page = opened({ url: '/v1/messages', body });

    expect(page.messages).toEqual([
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"place":"Bern"}' } }],
      },
      { role: 'tool', content: 'Sunny', tool_call_id: 'c1' },
    ]);
    expect(page.settings.parameters).toEqual({ max_tokens: 9 });
    expect(page.settings.tools).toContain('"parameters"');
  });

  it('reads the language of responses', () => {
    const body = {
      model: 'large',
      instructions: 'Be brief',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }],
      max_output_tokens: 5,
    };

    const page = opened({ url: '/v1/responses', body });

    expect(page.messages).toEqual([
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Hi' },
    ]);
    expect(page.settings.parameters).toEqual({ max_tokens: 5 });
  });

  it.each([
    ['has lost its end', { body: '{"messages":[', cut: ['request'] }, 'longer than the log keeps'],
    ['was not kept', { body: null }, 'keeps no bodies'],
    ['was no conversation', { url: '/v1/embeddings', body: { input: 'x' } }, 'no conversation'],
  ])('says why it cannot be, where it %s', (_, asked, why) => {
    expect(logToPage(logOf(asked))).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });
});
