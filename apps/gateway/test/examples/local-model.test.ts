import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Gateway } from '../support/gateway.ts';
import { ask, EXAMPLES, itTypes, startExample, streamedText, typeOff } from './example.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startExample('local-model');
});
afterAll(() => gateway.stop());

const local = { 'x-portkey-provider': 'local-proverbs' };
const question = { model: 'proverbs', max_tokens: 60, messages: [{ role: 'user', content: 'What about time?' }] };

describe('the example of a local model', () => {
  itTypes('does what its page says', () => typeOff('local-model', gateway));

  it('says the same whole and streamed, at both doors', async () => {
    const chat = await ask(gateway, 'chat/completions', local, question);
    const messages = await ask(gateway, 'messages', local, question);
    const streams = await Promise.all(
      ['chat/completions', 'messages'].map((path) => ask(gateway, path, local, { ...question, stream: true })),
    );

    const text = chat.json.choices[0].message.content as string;
    expect(text).toMatch(/^(\w+[ .]+){10}/);
    expect(messages.json.content[0].text).toBe(text);
    expect(streams.map(streamedText)).toEqual([text, text]);
  });

  it('counts its tokens, and cuts at the most that are asked for', async () => {
    const whole = await ask(gateway, 'chat/completions', local, { ...question, max_tokens: 5 });
    const streamed = await ask(gateway, 'chat/completions', local, {
      ...question,
      max_tokens: 5,
      stream: true,
      stream_options: { include_usage: true },
    });

    const usage = { prompt_tokens: 4, completion_tokens: 5, total_tokens: 9 };
    expect(whole.json).toMatchObject({ choices: [{ finish_reason: 'length' }], usage });
    // A full stop is a token as well.
    expect(whole.json.choices[0].message.content.match(/\w+|\./g)).toHaveLength(5);
    expect(streamed.text).toContain(`"usage":${JSON.stringify(usage)}`);
  });

  it('knows no other model, and no tools', async () => {
    const model = await ask(gateway, 'chat/completions', local, { ...question, model: 'poems' });
    const tools = await ask(gateway, 'chat/completions', local, {
      ...question,
      tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }],
    });

    expect([model.status, model.json.error.message]).toEqual([404, expect.stringContaining('there is no model "poems"')]);
    expect([tools.status, tools.json.error.param]).toEqual([400, 'tools']);
  });

  it('stops when its caller has gone', async () => {
    const { generate } = (await import(pathToFileURL(join(EXAMPLES, 'local-model/model.js')).href)) as {
      generate: (prompt: string, signal: AbortSignal) => AsyncGenerator<string, void>;
    };
    const caller = new AbortController();
    const said: string[] = [];

    for await (const word of generate('time', caller.signal)) {
      said.push(word);
      if (said.length === 3) caller.abort();
    }

    expect(said).toHaveLength(3);
  });
});
