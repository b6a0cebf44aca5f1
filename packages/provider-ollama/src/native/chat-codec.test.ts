import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Asked, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { chatCodec } from './chat-codec.ts';

const target = { model: 'qwen3', settings: {} };
const asked: Asked = { call: {}, target, id: 'r1', createdS: 7 };
const body = (call: Json, model = 'qwen3') =>
  chatCodec.request({ messages: [{ role: 'user', content: 'hi' }], ...call }, { model, settings: {} }).body as Json;
const answer = (json: unknown) => ({ headers: {}, json, bytes: Buffer.alloc(0) });

// Written from docs/openapi.yaml of 2026.
describe('a chat request in Ollama’s own words', () => {
  it.each([
    [
      'options',
      { max_tokens: 5, stop: 'x', seed: 1, top_k: 2, num_ctx: 8192 },
      { options: { num_predict: 5, stop: ['x'], seed: 1, top_k: 2, num_ctx: 8192 } },
    ],
    ['options of its own', { options: { num_ctx: 1, seed: 2 }, seed: 3 }, { options: { num_ctx: 1, seed: 3 } }],
    ['what goes beside', { keep_alive: -1, truncate: false }, { keep_alive: -1, truncate: false }],
    ['JSON', { response_format: { type: 'json_object' } }, { format: 'json' }],
    [
      'a schema',
      { response_format: { type: 'json_schema', json_schema: { name: 'n', schema: { type: 'object' } } } },
      { format: { type: 'object' } },
    ],
    ['a format of its own', { format: 'json' }, { format: 'json' }],
    ['likelihoods', { logprobs: true, top_logprobs: 2 }, { logprobs: true, top_logprobs: 2 }],
    ['thinking', { reasoning_effort: 'high' }, { think: true }],
    ['no thinking', { thinking: { type: 'disabled' } }, { think: false }],
    ['thinking in its own words', { think: 'low' }, { think: 'low' }],
    ['no tool', { tools: [{ type: 'function', function: { name: 'a' } }], tool_choice: 'none' }, {}],
  ])('has %s', (_what, given, expected) => {
    const { model: _model, messages: _messages, stream, ...rest } = body(given);

    expect({ stream, ...rest }).toEqual({ stream: false, ...expected });
  });

  it.each([
    [{ reasoning_effort: 'minimal' }, 'low'],
    [{ reasoning_effort: 'none' }, 'low'],
    [{ thinking: { type: 'enabled', budget_tokens: 30_000 } }, 'high'],
    [{ thinking: { type: 'adaptive' } }, 'medium'],
  ])('asks gpt-oss to think as %j with a word', (given, think) => {
    expect(body(given, 'gpt-oss:20b')['think']).toBe(think);
  });

  it('has pictures beside the text, thinking, calls as objects, and the names of tools', () => {
    const call = { id: 'c1', type: 'function', function: { name: 'look', arguments: '{"a":1}' } };

    const { messages } = body({
      messages: [
        {
          role: 'developer',
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'see' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          ],
        },
        { role: 'assistant', content: null, reasoning_content: 'hm', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c1', content: 'sun' },
        { role: 'user', content: [{ type: 'file', file: { file_data: 'data:text/plain;base64,aGk=' } }] },
      ],
    });

    expect(messages).toEqual([
      { role: 'system', content: 'a\nb' },
      { role: 'user', content: 'see', images: ['AAAA'] },
      {
        role: 'assistant',
        content: '',
        thinking: 'hm',
        tool_calls: [{ id: 'c1', function: { index: 0, name: 'look', arguments: { a: 1 } } }],
      },
      { role: 'tool', content: 'sun', tool_name: 'look', tool_call_id: 'c1' },
      { role: 'user', content: 'hi' },
    ]);
  });
});

describe('an answer in Ollama’s own words', () => {
  it('names calls that have no id, and tells that they are why it ended', () => {
    const calls = [{ function: { name: 'a', arguments: {} } }, { id: 'own', function: { name: 'b', arguments: { x: 1 } } }];

    const reply = chatCodec.reply(
      answer({ message: { role: 'assistant', content: '', tool_calls: calls }, done: true, done_reason: 'stop', eval_count: 3 }),
      asked,
    );

    expect(reply).toMatchObject({
      choices: [
        {
          message: {
            content: null,
            tool_calls: [
              { id: 'call_r1_0', function: { arguments: '{}' } },
              { id: 'own', function: { arguments: '{"x":1}' } },
            ],
          },
          finish_reason: 'tool_calls',
          native_finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 0, completion_tokens: 3, total_tokens: 3 },
    });
  });

  it('streams thinking, calls and likelihoods, and numbers calls through', () => {
    const chunks = stream([
      { message: { thinking: 'hm', content: '' }, done: false },
      { message: { content: 'a' }, logprobs: [{ token: 'a', logprob: -1 }], done: false },
      { message: { content: '', tool_calls: [{ function: { index: 0, name: 'f', arguments: { x: 1 } } }] }, done: false },
      { message: { content: '', tool_calls: [{ function: { index: 0, name: 'g', arguments: {} } }] }, done: false },
      { message: { content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 2, eval_count: 3, total_duration: 9 },
    ]);

    expect(
      chunks.map(({ choices, usage, extras }) => ({ ...choices[0]?.delta, end: choices[0]?.finish_reason, usage, extras })),
    ).toMatchObject([
      { role: 'assistant' },
      { reasoning_content: 'hm' },
      { content: 'a' },
      { tool_calls: [{ index: 0, id: 'call_r1_0', function: { name: 'f', arguments: '{"x":1}' } }] },
      { tool_calls: [{ index: 1, id: 'call_r1_1', function: { name: 'g', arguments: '{}' } }] },
      { extras: { total_duration: 9 } },
      { end: 'tool_calls' },
      { usage: { prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 } },
    ]);
  });

  it('breaks where Ollama tells of a failure, whole or in a stream', () => {
    expect(faultOf(() => stream([{ message: { content: 'a' } }, { error: 'model runner has stopped' }]))).toMatchObject({
      kind: 'upstream_error',
      message: 'model runner has stopped',
    });
    expect(faultOf(() => chatCodec.reply(answer({ error: 'x' }), asked))).toMatchObject({ kind: 'upstream_error', message: 'x' });
    expect(faultOf(() => chatCodec.reply(answer('x'), asked))).toMatchObject({ kind: 'unreadable_reply' });
  });

  it('passes over what it does not know, and always makes a good stream', () => {
    const call = fc.record({
      id: fc.jsonValue(),
      function: fc.oneof(fc.jsonValue(), fc.record({ name: fc.string(), arguments: fc.dictionary(fc.string(), fc.jsonValue()) })),
    });
    const message = fc.record(
      { content: fc.oneof(fc.string(), fc.jsonValue()), thinking: fc.string(), tool_calls: fc.array(call), images: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const line = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          message: fc.oneof(message, fc.jsonValue()),
          done: fc.boolean(),
          done_reason: fc.jsonValue(),
          eval_count: fc.jsonValue(),
          created_at: fc.jsonValue(),
          logprobs: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const chunks = faultOf(() => stream(lines));
        if (Array.isArray(chunks)) expectGood(chunks as readonly Chunk[]);
        else expect(chunks).toHaveProperty('kind');
        for (const each of lines) expect(faultOf(() => chatCodec.reply(answer(each), asked))).not.toBeInstanceOf(Error);
        expect(faultOf(() => body({ messages: lines, tools: lines, options: lines[0], thinking: lines[1] }))).not.toBeInstanceOf(Error);
      }),
    );
  });
});

interface Chunk {
  readonly choices: readonly {
    readonly delta: Json & { readonly tool_calls?: readonly { index: number; function: { arguments: string } }[] };
    readonly finish_reason: unknown;
  }[];
  readonly usage?: Json;
  readonly extras?: Json;
}

function stream(lines: readonly unknown[]): readonly Chunk[] {
  const reader = chatCodec.stream!.reader(asked);
  return [
    ...lines.flatMap((data) => reader.read({ event: undefined, data, failed: false })),
    ...reader.end(),
  ] as unknown as readonly Chunk[];
}

/** Role first, whole calls numbered in order, one end at most, the counts last. */
function expectGood(chunks: readonly Chunk[]): void {
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
  expect(deltas.filter((delta) => 'role' in delta)).toEqual(deltas.slice(0, 1));
  const calls = deltas.flatMap((delta) => delta.tool_calls ?? []);
  expect(calls.map(({ index }) => index)).toEqual(calls.map((_, index) => index));
  for (const call of calls) expect(() => JSON.parse(call.function.arguments) as unknown).not.toThrow();
  expect(chunks.filter(({ choices }) => choices.some((choice) => choice.finish_reason !== null)).length).toBeLessThanOrEqual(1);
  expect(chunks.slice(0, -1).filter(({ usage }) => usage)).toEqual([]);
}

function faultOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return isFaultError(error) ? error.fault : error;
  }
}
