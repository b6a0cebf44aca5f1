import { describe, expect, it } from '@jest/globals';
import type { Asked, Json } from '@sluice/provider-sdk';
import { messagesCodec } from './codec.ts';

// What the API takes for a name: Messages API reference, 2026-08.
const codec = messagesCodec();
const MODEL = 'claude-sonnet-4-5';
const LONG = 'x'.repeat(129);

const tool = (name: string) => ({ type: 'function', function: { name } });
const called = (name: string) => ({ id: 'a', type: 'function', function: { name, arguments: '{}' } });
const chat: Json = {
  messages: [
    { role: 'user', content: 'hi' },
    { role: 'assistant', tool_calls: [called('files.read')] },
    { role: 'tool', tool_call_id: 'a', content: 'x' },
  ],
  tools: [tool('files.read'), tool('files_read'), tool('look'), tool(LONG)],
  tool_choice: tool('files.read'),
};
const asked = (call: Json, model = MODEL): Asked => ({ call, target: { model, settings: {} }, id: '1', createdS: 7 });

interface Written {
  readonly tools: readonly { readonly name: string }[];
  readonly tool_choice: { readonly name: string };
  readonly messages: readonly { readonly content: readonly { readonly name?: string }[] }[];
}
const written = (call: Json, model = MODEL) => codec.request(call, { model, settings: {} }).body as unknown as Written;
const sent = written(chat).tools.map(({ name }) => name);

describe('the names of tools in the Messages API', () => {
  it('are such as it takes, each its own, the same among tools, choice and calls', () => {
    const { tool_choice: choice, messages } = written(chat);

    expect(sent).toEqual([expect.stringMatching(/^files_read_[0-9a-f]{8}$/), 'files_read', 'look', expect.stringMatching(/^[\w-]{128}$/)]);
    expect([choice.name, messages[1]!.content[0]!.name]).toEqual([sent[0], sent[0]]);
  });

  it('are the caller’s own in a reply', () => {
    const content = sent.map((name, index) => ({ type: 'tool_use', id: `toolu_${index}`, name, input: {} }));

    const reply = codec.reply({ headers: {}, json: { content, stop_reason: 'tool_use' }, bytes: new Uint8Array() }, asked(chat)) as {
      choices: readonly { message: { tool_calls: readonly { function: { name: string } }[] } }[];
    };

    expect(reply.choices[0]!.message.tool_calls.map((call) => call.function.name)).toEqual(['files.read', 'files_read', 'look', LONG]);
  });

  it('are the caller’s own in a stream', () => {
    const reader = codec.stream!.reader(asked(chat));
    const begin = { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 't', name: sent[0], input: {} } };

    const chunks = reader.read({ event: undefined, data: begin, failed: false });

    expect(JSON.stringify(chunks)).toContain('"name":"files.read"');
  });

  it('leave the tool that stands for the answer’s form one of its own', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    const response_format = { type: 'json_schema', json_schema: { name: 'x', schema } };
    const messages = [{ role: 'user', content: 'hi' }];

    const { tools } = written({ messages, tools: [tool('json'), tool('json.')], response_format }, 'claude-sonnet-4-20250514');

    expect(tools.map(({ name }) => name)).toEqual(['json', 'json_', 'json__']);
  });
});
