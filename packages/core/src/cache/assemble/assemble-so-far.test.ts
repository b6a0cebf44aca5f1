import { describe, expect, it } from '@jest/globals';
import type { Dialect } from '@sluice/provider-sdk';
import { assembleEvents, assembleSoFar } from './assemble-events.ts';

const stream = (...events: readonly unknown[]) =>
  events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('');

function soFar(text: string, dialect: Dialect = 'openai-chat'): unknown {
  const reply = assembleSoFar(dialect, Buffer.from(text));
  return reply && JSON.parse(reply.toString());
}

const delta = (said: object, finish: string | null = null) => ({
  id: 'c1',
  created: 7,
  model: 'm',
  choices: [{ index: 0, delta: said, finish_reason: finish }],
});

describe('what came of a stream of chat', () => {
  it('is the whole reply where all of it came', () => {
    const text = stream(delta({ role: 'assistant', content: 'Hel' }), delta({ content: 'lo' }), delta({}, 'stop'), '[DONE]');

    expect(soFar(text)).toEqual(JSON.parse(assembleEvents('openai-chat', Buffer.from(text))!.toString()));
  });

  it('is what was said before it was cut, in the middle of an event', () => {
    const text = stream(delta({ role: 'assistant', content: 'Hel' }), delta({ content: 'lo' }), delta({ content: ' world' })).slice(0, -20);

    expect(soFar(text)).toMatchObject({
      object: 'chat.completion',
      choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: null }],
    });
  });

  it('has the error that was told beside what was said', () => {
    const text = stream(delta({ content: 'Hel' }), { error: { message: 'overloaded' } });

    expect(soFar(text)).toMatchObject({ choices: [{ message: { content: 'Hel' } }], error: { message: 'overloaded' } });
  });

  it.each([
    ['nothing came', '', 'openai-chat'],
    ['there are comments only', ': ping\n\n', 'openai-chat'],
    ['its dialect has no such reply', stream({ type: 'speech.audio.delta' }), 'openai-speech'],
  ] as const)('is nothing where %s', (_, text, dialect) => {
    expect(soFar(text, dialect)).toBeUndefined();
  });

  it('is what was said of a legacy completion', () => {
    const text = stream({ id: 'c', choices: [{ index: 0, text: 'Hel' }] }, { id: 'c', choices: [{ index: 0, text: 'lo' }] });

    expect(soFar(text, 'openai-completions')).toMatchObject({
      object: 'text_completion',
      choices: [{ text: 'Hello', finish_reason: null }],
    });
  });
});

describe('what came of a stream of the Messages API', () => {
  const BEGUN = [
    { type: 'message_start', message: { id: 'm', role: 'assistant', content: [], usage: { input_tokens: 3, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'sig' } },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Hel' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'lo' } },
    { type: 'content_block_start', index: 2, content_block: { type: 'tool_use', id: 't', name: 'f', input: {} } },
    { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: '{"a":' } },
  ];
  const THINKING = { type: 'thinking', thinking: 'Hm', signature: 'sig' };

  it('is the message where all of it came', () => {
    const text = stream(
      ...BEGUN,
      { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: '1}' } },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 9 } },
      { type: 'message_stop' },
    );

    expect(soFar(text, 'anthropic-messages')).toEqual({
      id: 'm',
      role: 'assistant',
      stop_reason: 'tool_use',
      usage: { input_tokens: 3, output_tokens: 9 },
      content: [THINKING, { type: 'text', text: 'Hello' }, { type: 'tool_use', id: 't', name: 'f', input: { a: 1 } }],
    });
  });

  it('is what was said before it broke, with an input that is no JSON yet as text, and the error', () => {
    const text = stream(...BEGUN, { type: 'error', error: { type: 'overloaded_error' } });

    expect(soFar(text, 'anthropic-messages')).toMatchObject({
      content: [THINKING, { text: 'Hello' }, { name: 'f', input: '{"a":' }],
      error: { type: 'overloaded_error' },
    });
  });
});

describe('what came of a stream of the Responses API', () => {
  const BEGUN = [
    { type: 'response.created', response: { id: 'r', status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'i0', role: 'assistant', content: [] } },
    { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hel' },
    { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'lo' },
    { type: 'response.output_item.added', output_index: 1, item: { type: 'function_call', id: 'i1', name: 'f', arguments: '' } },
    { type: 'response.function_call_arguments.delta', output_index: 1, delta: '{"a"' },
  ];

  it('is the response that its last event tells', () => {
    const response = { id: 'r', status: 'completed', output: [{ id: 'i0' }, { id: 'i1' }], usage: { total_tokens: 3 } };

    expect(soFar(stream(...BEGUN, { type: 'response.completed', response }), 'openai-responses')).toEqual(response);
  });

  it('is the items that came, as far as they came', () => {
    expect(soFar(stream(...BEGUN), 'openai-responses')).toEqual({
      id: 'r',
      status: 'in_progress',
      output: [
        { type: 'message', id: 'i0', role: 'assistant', content: [{ type: 'output_text', text: 'Hello' }] },
        { type: 'function_call', id: 'i1', name: 'f', arguments: '{"a"' },
      ],
    });
  });

  it('has the items that are done as they were told, and the error', () => {
    const done = {
      type: 'response.output_item.done',
      output_index: 0,
      item: { id: 'i0', content: [{ type: 'output_text', text: 'Hello.' }] },
    };

    expect(soFar(stream(...BEGUN, done, { type: 'error', code: 'server_error' }), 'openai-responses')).toMatchObject({
      output: [done.item, { arguments: '{"a"' }],
      error: { code: 'server_error' },
    });
  });
});
