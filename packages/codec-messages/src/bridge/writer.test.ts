import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFaultError, type Asked, type Json } from '@sluice/provider-sdk';
import { messageOf } from '../recorded.test.support.ts';
import { messagesBridge } from './bridge.ts';

const asked: Asked = { call: {}, target: { model: 'm', settings: {} }, id: '1', createdS: 7 };

function events(chunks: readonly unknown[]): readonly Json[] {
  const writer = messagesBridge.writer(asked);
  return [...chunks.flatMap((chunk) => writer.write(chunk as Json)), ...writer.end()].map(({ data }) => data);
}
const message = (chunks: readonly unknown[]) => messageOf(events(chunks));
const delta = (said: Json, more: Json = {}) => ({ id: 'c', model: 'n', choices: [{ index: 0, delta: said, ...more }] });
const finish = (finish_reason: string, more: Json = {}) => delta({}, { finish_reason, ...more });
const call = (said: Json) => delta({ tool_calls: [said] });
const blocks = (...chunks: unknown[]) => message([...chunks, finish('stop')])['content'];
const use = (id: string, name: string, input: Json = {}) => ({ type: 'tool_use', id, name, input });

/** Whether events stand in the order that the API gives them in, each block begun, told and ended before the next. */
function isInOrder(told: readonly Json[]): boolean {
  let open = -1;
  let next = 0;
  return told.every((event, at) => {
    const { type, index } = event;
    if (type === 'message_start') return at === 0;
    if (type === 'content_block_start') return open === -1 && index === next && (open = next) >= 0;
    if (type === 'content_block_delta') return index === open;
    if (type === 'content_block_stop') return index === open && ((open = -1), ++next > 0);
    return open === -1 && at >= told.length - 2 && type === (at === told.length - 1 ? 'message_stop' : 'message_delta');
  });
}

describe('chat chunks as a stream of the Messages API', () => {
  it('are these events', () => {
    const usage = {
      prompt_tokens: 9,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
      completion_tokens_details: { reasoning_tokens: 1 },
    };
    const zero = { input_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 0 };

    expect(events([delta({ role: 'assistant', content: '' }), delta({ content: 'a' }), finish('length'), { choices: [], usage }])).toEqual([
      {
        type: 'message_start',
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'n',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: zero,
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a' } },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'max_tokens', stop_sequence: null },
        usage: {
          input_tokens: 3,
          cache_creation_input_tokens: 2,
          cache_read_input_tokens: 4,
          output_tokens: 5,
          output_tokens_details: { thinking_tokens: 1 },
        },
      },
      { type: 'message_stop' },
    ]);
  });

  it.each<[string, unknown[], Json[]]>([
    [
      'thinking under either name',
      [delta({ reasoning: 'a' }), delta({ reasoning_content: 'b' }), delta({ content: 'c' })],
      [
        { type: 'thinking', thinking: 'ab', signature: '' },
        { type: 'text', text: 'c' },
      ],
    ],
    [
      'thinking among parts',
      [
        delta({
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: 'a' }] },
            { type: 'text', text: 'b' },
          ],
        }),
      ],
      [
        { type: 'thinking', thinking: 'a', signature: '' },
        { type: 'text', text: 'b' },
      ],
    ],
    [
      'signed thinking once',
      [
        delta({ reasoning_content: 'a', content_blocks: [{ index: 0, delta: { thinking: 'a' } }] }),
        delta({ content_blocks: [{ index: 0, delta: { signature: 's' } }] }),
        delta({ content_blocks: [{ index: 1, delta: { type: 'redacted_thinking', data: 'd' } }] }),
        delta({ content: 'b', content_blocks: [{ index: 2, delta: { text: 'b' } }] }),
      ],
      [
        { type: 'thinking', thinking: 'a', signature: 's' },
        { type: 'redacted_thinking', data: 'd' },
        { type: 'text', text: 'b' },
      ],
    ],
    [
      'calls without index or type, with empty later names',
      [
        call({ id: 'x', function: { name: 'f', arguments: '{"a"' } }),
        call({ id: '', function: { name: '', arguments: ':1}' } }),
        call({ id: 'y', function: { name: 'g', arguments: { b: 2 } } }),
      ],
      [use('x', 'f', { a: 1 }), use('y', 'g', { b: 2 })],
    ],
    [
      'calls all numbered 0',
      [
        call({ index: 0, id: 'x', function: { name: 'f', arguments: '{}' } }),
        call({ index: 0, id: 'y', function: { name: 'g', arguments: '{}' } }),
      ],
      [use('x', 'f'), use('y', 'g')],
    ],
    [
      'calls with one id for all',
      [
        call({ index: 0, id: 'f', function: { name: 'f', arguments: '{"a":1}' } }),
        call({ index: 1, id: 'f', function: { name: 'f', arguments: '{"a":2}' } }),
      ],
      [use('f', 'f', { a: 1 }), use('f', 'f', { a: 2 })],
    ],
    [
      'calls told in turns',
      [
        call({ index: 0, id: 'x', function: { name: 'f', arguments: '{"a"' } }),
        call({ index: 1, id: 'y', function: { name: 'g', arguments: '{"b"' } }),
        delta({ content: 'c' }),
        call({ index: 0, function: { arguments: ':1}' } }),
        call({ index: 1, function: { arguments: ':2}' } }),
      ],
      [use('x', 'f', { a: 1 }), use('y', 'g', { b: 2 }), { type: 'text', text: 'c' }],
    ],
    [
      'a signed call, and the thinking before it',
      [
        delta({ reasoning_content: 'a' }),
        call({ index: 0, id: 'x', function: { name: 'f', arguments: '{}', thought_signature: 's' } }),
        call({ index: 1, id: 'y', function: { name: 'g', arguments: '{}', thought_signature: 't' } }),
      ],
      [
        { type: 'thinking', thinking: 'a', signature: 'sluice.thought.s' },
        use('x', 'f'),
        { type: 'thinking', thinking: '', signature: 'sluice.thought.t' },
        use('y', 'g'),
      ],
    ],
    [
      'a search that the provider ran',
      [
        delta({ content_blocks: [{ index: 0, delta: { type: 'server_tool_use', id: 's', name: 'web_search', input: { q: 1 } } }] }),
        delta({ content: 'a' }),
      ],
      [
        { type: 'server_tool_use', id: 's', name: 'web_search', input: { q: 1 } },
        { type: 'text', text: 'a' },
      ],
    ],
  ])('have %s', (_what, chunks, content) => {
    expect(blocks(...chunks)).toEqual(content);
    expect(isInOrder(events([...chunks, finish('stop')]))).toBe(true);
  });

  it.each<[string, unknown[]]>([
    ['in a chunk of their own', [finish('stop'), { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } }]],
    ['with the end', [{ ...finish('stop'), usage: { prompt_tokens: 3, completion_tokens: 2 } }]],
    [
      'with every chunk',
      [
        { ...delta({ content: 'a' }), usage: { prompt_tokens: 3, completion_tokens: 1 } },
        { ...finish('stop'), usage: { prompt_tokens: 3, completion_tokens: 2 } },
      ],
    ],
    ['under a name of the provider’s', [{ ...finish('stop'), x_groq: { usage: { prompt_tokens: 3, completion_tokens: 2 } } }]],
    ['with the choice', [finish('stop', { usage: { prompt_tokens: 3, completion_tokens: 2 } })]],
  ])('have counts that came %s', (_where, chunks) => {
    expect(message(chunks)['usage']).toMatchObject({ input_tokens: 3, output_tokens: 2 });
  });

  it.each<[Json[], Json]>([
    [[finish('stop')], { stop_reason: 'end_turn', stop_sequence: null }],
    [[call({ index: 0, id: 'x', function: { name: 'f', arguments: '{}' } }), finish('stop')], { stop_reason: 'tool_use' }],
    [[finish('stop', { native_finish_reason: 'pause_turn' })], { stop_reason: 'pause_turn' }],
    [[finish('stop', { native_finish_reason: 'eos' })], { stop_reason: 'end_turn' }],
    [[delta({}, { extras: { stop_sequence: 'x' } }), finish('stop')], { stop_reason: 'stop_sequence', stop_sequence: 'x' }],
    [
      [delta({ refusal: 'no' }), finish('content_filter')],
      { stop_reason: 'refusal', stop_details: { type: 'refusal', category: null, explanation: 'no' } },
    ],
  ])('%j end so', (chunks, ending) => {
    expect(message(chunks)).toMatchObject(ending);
  });

  it('have no end where chat told none', () => {
    expect(events([delta({ content: 'a' })]).map(({ type }) => type)).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
    ]);
  });

  it('are in order whatever comes', () => {
    const words = fc.oneof(fc.constantFrom('', 'a', '{}', '{"a":1}', '{"a"', ':1}'), fc.jsonValue());
    const tool = fc.record(
      {
        index: fc.constantFrom(0, 1, null),
        id: words,
        function: fc.record({ name: words, arguments: words, thought_signature: words }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    );
    const inner = fc.record(
      { thinking: words, signature: words, text: words, type: words, data: words, citation: words },
      { requiredKeys: [] },
    );
    const said = fc.record(
      {
        content: words,
        reasoning: words,
        refusal: words,
        tool_calls: fc.array(fc.oneof(tool, fc.jsonValue())),
        content_blocks: fc.array(fc.record({ index: fc.nat(2), delta: inner })),
      },
      { requiredKeys: [] },
    );
    const chunk = fc.record(
      {
        choices: fc.array(
          fc.oneof(
            fc.record({ delta: said, finish_reason: fc.constantFrom(null, 'stop', 'tool_calls') }, { requiredKeys: ['delta'] }),
            fc.jsonValue(),
          ),
          { maxLength: 2 },
        ),
        usage: fc.jsonValue(),
        extras: fc.jsonValue(),
      },
      { requiredKeys: ['choices'] },
    );

    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 20 }), (chunks) => {
        expect(isInOrder(events([...chunks, finish('stop')]))).toBe(true);
      }),
    );
  });
});

describe('a chat reply as a message', () => {
  const reply = (said: Json, more: Json = {}) =>
    messagesBridge.reply({ id: 'c', model: 'n', choices: [{ message: said, finish_reason: 'stop', ...more }] }, asked);

  it.each<[Json, Json[]]>([
    [
      { content: 'a', reasoning: 'b' },
      [
        { type: 'thinking', thinking: 'b', signature: '' },
        { type: 'text', text: 'a' },
      ],
    ],
    [{ content: null, refusal: 'no' }, [{ type: 'text', text: 'no' }]],
    [{ content: null, tool_calls: [{ function: { name: 'f', arguments: '' } }] }, [use('toolu_1_0', 'f')]],
    [
      { content: 'a', content_blocks: [{ type: 'thinking', thinking: 't', signature: 's' }], reasoning_content: 't' },
      [
        { type: 'thinking', thinking: 't', signature: 's' },
        { type: 'text', text: 'a' },
      ],
    ],
    [
      { reasoning_content: 't', tool_calls: [{ id: 'x', function: { name: 'f', arguments: { a: 1 }, thought_signature: 's' } }] },
      [{ type: 'thinking', thinking: 't', signature: 'sluice.thought.s' }, use('x', 'f', { a: 1 })],
    ],
    [
      {
        content: 'a',
        reasoning_content: 't',
        tool_calls: [{ id: 'x', function: { name: 'f', arguments: '{}' }, extra_content: { google: { thought_signature: 's' } } }],
      },
      [
        { type: 'thinking', thinking: 't', signature: '' },
        { type: 'text', text: 'a' },
        { type: 'thinking', thinking: '', signature: 'sluice.thought.s' },
        use('x', 'f'),
      ],
    ],
  ])('%j has these blocks', (said, content) => {
    expect(reply(said)['content']).toEqual(content);
  });

  it('comes back as it was, a call’s own signature included', () => {
    const said = {
      role: 'assistant',
      content: 'a',
      tool_calls: [
        { id: 'x', type: 'function', function: { name: 'f', arguments: '{"a":1}', thought_signature: 's' } },
        { id: 'y', type: 'function', function: { name: 'g', arguments: '{}', thought_signature: 't' } },
      ],
    };

    const back = messagesBridge.request({ max_tokens: 1, messages: [{ role: 'assistant', content: reply(said)['content'] }] });

    expect(back['messages']).toEqual([said]);
  });

  it('is refused where its calls are broken, but not where it was cut short', () => {
    const said = { tool_calls: [{ id: 'x', function: { name: 'f', arguments: '{"a"' } }] };
    const kindOf = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return isFaultError(error) ? error.fault.kind : error;
      }
      return undefined;
    };

    expect(kindOf(() => reply(said))).toBe('generation_failed');
    expect(kindOf(() => messagesBridge.reply({}, asked))).toBe('unreadable_reply');
    expect(reply(said, { finish_reason: 'length' })).toMatchObject({ content: [use('x', 'f')], stop_reason: 'max_tokens' });
  });
});
