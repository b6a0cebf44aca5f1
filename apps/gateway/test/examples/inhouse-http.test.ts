import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault, WireFailure } from '@sluice/provider-sdk';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Gateway } from '../support/gateway.ts';
import { ask, EXAMPLES, itTypes, startExample, streamedText, typeOff } from './example.ts';

const { readFault } = (await import(pathToFileURL(join(EXAMPLES, 'inhouse-http/fault.js')).href)) as {
  readFault: (failure: WireFailure) => Fault;
};

let server: ChildProcess;
let gateway: Gateway;

beforeAll(async () => {
  server = spawn(process.execPath, [join(EXAMPLES, 'inhouse-http/server.js')], {
    env: { PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(server.stdout!, 'data')) as [Buffer];
  gateway = await startExample('inhouse-http', { INHOUSE_SERVER: /http:\S+/.exec(said.toString())![0] });
});
afterAll(async () => {
  server.kill();
  await gateway.stop();
});

const hello = { model: 'house-1', max_tokens: 100, messages: [{ role: 'user', content: 'Hello there' }] };
const inhouse = { 'x-portkey-provider': 'inhouse' };

describe('the example of an in-house model', () => {
  itTypes('does what its page says', () => typeOff('inhouse-http', gateway));

  it('answers whole at three doors, with the counts that it tells', async () => {
    const chat = await ask(gateway, 'chat/completions', inhouse, hello);
    const messages = await ask(gateway, 'messages', inhouse, hello);
    const responses = await ask(gateway, 'responses', inhouse, { model: 'house-1', input: 'Hello there' });

    expect(chat.json.choices[0]).toMatchObject({ message: { content: 'You said: Hello there' }, finish_reason: 'stop' });
    expect(chat.json.usage).toEqual({ prompt_tokens: 2, completion_tokens: 4, total_tokens: 6 });
    expect(messages.json).toMatchObject({ content: [{ type: 'text', text: 'You said: Hello there' }], usage: { output_tokens: 4 } });
    expect(responses.json.output[0].content[0]).toMatchObject({ text: 'You said: Hello there' });
  });

  it.each(['chat/completions', 'messages'])('answers word by word at /v1/%s', async (path) => {
    const reply = await ask(gateway, path, inhouse, { ...hello, stream: true });

    expect(reply.headers['content-type']).toContain('text/event-stream');
    expect(streamedText(reply)).toBe('You said: Hello there');
    expect(reply.text.match(/"(content|text)":"[^"]+"/g)!.length).toBe(4);
  });

  it('says where an answer was cut', async () => {
    const chat = await ask(gateway, 'chat/completions', inhouse, { ...hello, max_tokens: 2 });
    const messages = await ask(gateway, 'messages', inhouse, { ...hello, max_tokens: 2, stream: true });

    expect(chat.json.choices[0]).toMatchObject({ message: { content: 'You said:' }, finish_reason: 'length' });
    expect(messages.text).toContain('"stop_reason":"max_tokens"');
  });

  it.each([
    ['tools', { tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }] }, 'tools'],
    ['a form', { response_format: { type: 'json_object' } }, 'response_format'],
    ['several answers', { n: 2 }, 'n'],
    [
      'a picture',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.example/b.png' } }] }] },
      'messages[0].content[0]',
    ],
  ])('refuses %s by name, with nothing sent', async (_what, members, param) => {
    const { status, json } = await ask(gateway, 'chat/completions', inhouse, { ...hello, ...members });

    expect([status, json.error.param]).toEqual([400, param]);
  });

  it.each([
    [500, 'busy', 'overloaded'],
    [400, 'no_such_model', 'model_not_found'],
    [403, 'bad_token', 'credential_refused'],
    [400, 'too_long', 'context_too_long'],
    [500, 'on_fire', 'upstream_error'],
  ])('reads a status %i of the kind %s as %s, so that the gateway knows what to try', (status, kind, fault) => {
    const read = readFault({ status, headers: { 'retry-after': '2' }, body: { problem: 'no', kind } });

    expect(read).toEqual({ kind: fault, message: 'no', code: kind, retryAfterMs: 2000 });
  });

  it('tells what its server refuses in its words', async () => {
    const model = await ask(gateway, 'chat/completions', inhouse, { ...hello, model: 'house-9' });
    const token = await ask(gateway, 'chat/completions', { ...inhouse, authorization: 'Bearer guessed' }, hello);

    expect([model.status, model.json.error.message]).toEqual([404, expect.stringContaining('there is no model "house-9"')]);
    expect(token.status).toBe(401);
  });
});
