import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Asked, type Json } from '@sluice/provider-sdk';
import { messagesCodec } from '../codec.ts';

// Written from the Messages API's reference, 2026-08.
const codec = messagesCodec();
const asked = (call: Json = {}, model = 'claude-sonnet-4-5'): Asked => ({ call, target: { model, settings: {} }, id: '1', createdS: 7 });
const reply = (json: unknown, call?: Json, model?: string) =>
  codec.reply({ headers: {}, json, bytes: new Uint8Array() }, asked(call, model)) as Record<string, unknown>;
const message = (content: unknown, more: Json = {}) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content,
  stop_reason: 'end_turn',
  ...more,
});
const choice = (json: unknown, call?: Json, model?: string) => (reply(json, call, model)['choices'] as Json[])[0]!;

const format = { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object', properties: { a: { type: 'string' } } } } };
const chat = { messages: [{ role: 'user', content: 'hi' }], response_format: format };

function faultOf(json: unknown): unknown {
  try {
    reply(json);
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  return undefined;
}

describe('a message as a chat reply', () => {
  it('has text, thinking, blocks, calls, citations and counts each in its place', () => {
    const thinking = { type: 'thinking', thinking: 't', signature: 's' };
    const search = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} };
    const cited = { type: 'text', text: 'a', citations: [{ url: 'u' }] };
    const use = { type: 'tool_use', id: 'toolu_1', name: 'f', input: { x: 1 } };
    const usage = {
      input_tokens: 1,
      cache_read_input_tokens: 2,
      cache_creation_input_tokens: 4,
      output_tokens: 8,
      output_tokens_details: { thinking_tokens: 3 },
      server_tool_use: { web_search_requests: 1 },
      service_tier: 'standard',
    };

    expect(reply(message([thinking, search, cited, use], { stop_reason: 'tool_use', usage }))).toEqual({
      id: 'msg_1',
      object: 'chat.completion',
      created: 7,
      model: 'm',
      service_tier: 'default',
      choices: [
        {
          index: 0,
          logprobs: null,
          finish_reason: 'tool_calls',
          native_finish_reason: 'tool_use',
          message: {
            role: 'assistant',
            content: 'a',
            reasoning_content: 't',
            content_blocks: [thinking, search, cited],
            tool_calls: [{ id: 'toolu_1', type: 'function', function: { name: 'f', arguments: '{"x":1}' } }],
            extras: { citations: [{ url: 'u' }] },
          },
        },
      ],
      usage: {
        prompt_tokens: 7,
        completion_tokens: 8,
        total_tokens: 15,
        prompt_tokens_details: { cached_tokens: 2, cache_write_tokens: 4 },
        completion_tokens_details: { reasoning_tokens: 3 },
        extras: { cache_read_input_tokens: 2, cache_creation_input_tokens: 4, server_tool_use: { web_search_requests: 1 } },
      },
    });
  });

  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['pause_turn', 'stop'],
    ['compaction', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['refusal', 'content_filter'],
    ['new_word', 'stop'],
  ])('ends by %s as %s', (stop_reason, finish_reason) => {
    expect(choice(message([{ type: 'text', text: 'a' }], { stop_reason }))).toMatchObject({
      finish_reason,
      native_finish_reason: stop_reason,
    });
  });

  it('tells a refusal and a stop sequence', () => {
    const stop_details = { type: 'refusal', category: 'bio', explanation: 'no' };

    expect(choice(message([], { stop_reason: 'refusal', stop_details }))).toMatchObject({
      message: { content: null, refusal: 'no' },
      extras: { stop_details },
    });
    expect(choice(message([], { stop_reason: 'stop_sequence', stop_sequence: 'x' }))).toMatchObject({ extras: { stop_sequence: 'x' } });
  });

  it('gives what a tool in the form’s place was given as the answer', () => {
    const content = [{ type: 'tool_use', id: 't', name: 'json', input: { a: 'b' } }];
    const ended = { stop_reason: 'tool_use' };

    const formed = choice(message(content, ended), chat, 'claude-3-haiku-20240307');

    expect(formed).toMatchObject({ message: { content: '{"a":"b"}' }, finish_reason: 'stop' });
    expect(formed).not.toHaveProperty('native_finish_reason');
    expect(choice(message(content, ended), chat)).toMatchObject({ finish_reason: 'tool_calls' });
  });

  it.each<[unknown, string]>([
    [undefined, 'unreadable_reply'],
    ['<html>', 'unreadable_reply'],
    [{ type: 'message', content: null }, 'unreadable_reply'],
    [{ type: 'error', error: { type: 'overloaded_error', message: 'm' } }, 'overloaded'],
  ])('%j is %s', (json, kind) => {
    expect(faultOf(json)).toMatchObject({ kind });
  });

  it('bears blocks of any shape', () => {
    const odd = [null, 7, {}, { type: 'tool_use' }, { type: 'text', text: null }, { type: 'thinking' }, { type: 'new', x: 1 }];

    expect(choice(message(odd, { usage: null, stop_reason: null }))).toMatchObject({
      message: { tool_calls: [{ id: 'call_0', function: { name: '', arguments: '{}' } }] },
      finish_reason: 'tool_calls',
    });
  });
});
