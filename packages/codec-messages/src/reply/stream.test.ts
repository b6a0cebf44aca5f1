import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFaultError, type Asked, type Json } from '@sluice/provider-sdk';
import { messagesReader } from './stream.ts';

// Written from the Messages API's reference, 2026-08.
const asked = (call: Json = {}, model = 'claude-sonnet-4-5'): Asked => ({ call, target: { model, settings: {} }, id: '1', createdS: 7 });

function read(events: readonly unknown[], call?: Json, model?: string): readonly Json[] {
  const reader = messagesReader(asked(call, model));
  return [...events.flatMap((data) => reader.read({ event: undefined, data, failed: false })), ...reader.end()];
}

const begin = (index: number, content_block: Json) => ({ type: 'content_block_start', index, content_block });
const delta = (index: number, said: Json) => ({ type: 'content_block_delta', index, delta: said });
const stop = (index: number) => ({ type: 'content_block_stop', index });
const ended = (stop_reason: string, more: Json = {}) => ({
  type: 'message_delta',
  delta: { stop_reason, ...more },
  usage: { output_tokens: 5 },
});
const start = {
  type: 'message_start',
  message: { id: 'msg_1', model: 'm', usage: { input_tokens: 3, output_tokens: 1, cache_read_input_tokens: 4 } },
};
const end = { type: 'message_stop' };
const use = (index: number, name: string, input: Json = {}) => begin(index, { type: 'tool_use', id: `toolu_${index}`, name, input });
const piece = (index: number, partial_json: string) => delta(index, { type: 'input_json_delta', partial_json });

const deltas = (chunks: readonly Json[]) => chunks.flatMap(({ choices }) => choices as { delta: Json; finish_reason: string | null }[]);
const text = (chunks: readonly Json[]) =>
  deltas(chunks)
    .map(({ delta: { content } }) => (content as string | undefined) ?? '')
    .join('');

describe('a stream of the Messages API as chat chunks', () => {
  it('tells thinking, its signature, text among blocks and calls, with what is new mixed in', () => {
    const unknown = [{ type: 'ping' }, { type: 'new_event', x: 1 }, 'text', null, delta(0, { type: 'new_delta', y: 1 }), start];

    const chunks = read(
      [
        start,
        begin(0, { type: 'thinking', thinking: '', signature: '' }),
        delta(0, { type: 'thinking_delta', thinking: 't' }),
        delta(0, { type: 'signature_delta', signature: 's' }),
        stop(0),
        begin(1, { type: 'redacted_thinking', data: 'd' }),
        stop(1),
        begin(2, { type: 'text', text: '' }),
        delta(2, { type: 'text_delta', text: 'a' }),
        stop(2),
        use(3, 'f'),
        piece(3, ''),
        piece(3, '{"x":'),
        piece(3, '1}'),
        stop(3),
        use(4, 'g'),
        piece(4, ''),
        stop(4),
        ended('tool_use'),
        end,
      ].flatMap((event) => [event, ...unknown]),
    );

    expect(deltas(chunks).map(({ delta: said, finish_reason }) => [said, finish_reason])).toEqual([
      [{ role: 'assistant', content: '' }, null],
      [{ reasoning_content: 't', content_blocks: [{ index: 0, delta: { thinking: 't' } }] }, null],
      [{ content_blocks: [{ index: 0, delta: { signature: 's' } }] }, null],
      [{ content_blocks: [{ index: 1, delta: { type: 'redacted_thinking', data: 'd' } }] }, null],
      [{ content: 'a', content_blocks: [{ index: 2, delta: { text: 'a' } }] }, null],
      [{ tool_calls: [{ index: 0, id: 'toolu_3', type: 'function', function: { name: 'f', arguments: '' } }] }, null],
      [{ tool_calls: [{ index: 0, function: { arguments: '{"x":' } }] }, null],
      [{ tool_calls: [{ index: 0, function: { arguments: '1}' } }] }, null],
      [{ tool_calls: [{ index: 1, id: 'toolu_4', type: 'function', function: { name: 'g', arguments: '' } }] }, null],
      [{ tool_calls: [{ index: 1, function: { arguments: '{}' } }] }, null],
      [{}, 'tool_calls'],
    ]);
    expect(chunks.at(-1)).toMatchObject({
      id: 'msg_1',
      usage: { prompt_tokens: 7, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 4 } },
    });
  });

  it('never has a tool that the provider runs as a call, and gives its block whole', () => {
    const chunks = read([
      start,
      begin(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
      piece(0, '{"query":'),
      piece(0, '"q"}'),
      stop(0),
      begin(1, { type: 'compaction', content: '' }),
      delta(1, { type: 'compaction_delta', content: 'a' }),
      delta(1, { type: 'compaction_delta', content: 'b' }),
      stop(1),
      begin(2, { type: 'text', text: '', citations: [] }),
      delta(2, { type: 'citations_delta', citation: { url: 'u' } }),
      delta(2, { type: 'text_delta', text: 'a' }),
      stop(2),
      ended('end_turn'),
    ]);

    expect(JSON.stringify(chunks)).not.toContain('tool_calls');
    expect(deltas(chunks).flatMap(({ delta: said }) => said['content_blocks'] ?? [])).toEqual([
      { index: 0, delta: { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'q' } } },
      { index: 1, delta: { type: 'compaction', content: 'ab' } },
      { index: 2, delta: { citation: { url: 'u' } } },
      { index: 2, delta: { text: 'a' } },
    ]);
    expect(deltas(chunks).flatMap(({ delta: said }) => said['extras'] ?? [])).toEqual([{ citations: [{ url: 'u' }] }]);
  });

  it('takes an input that came with its block, and gives a tool in the form’s place as text', () => {
    const format = { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object', properties: {} } } };
    const call = { messages: [], response_format: format };

    const whole = read([start, use(0, 'f', { a: 1 }), stop(0), ended('tool_use'), end]);
    const formed = read(
      [start, use(0, 'json'), piece(0, '{"a"'), piece(0, ':1}'), stop(0), ended('tool_use'), end],
      call,
      'claude-3-haiku-20240307',
    );

    expect(JSON.stringify(whole)).toContain('{\\"a\\":1}');
    expect([text(formed), deltas(formed).at(-1)?.finish_reason]).toEqual(['{"a":1}', 'stop']);
  });

  it('says no end where none was told, and throws what the provider says has failed', () => {
    const broken = read([start, begin(0, { type: 'text', text: 'a' })]);
    const failure = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };

    expect(deltas(broken).every(({ finish_reason }) => finish_reason === null)).toBe(true);
    expect(() => read([start, failure])).toThrow(
      expect.objectContaining({ fault: { kind: 'overloaded', message: 'Overloaded', type: 'overloaded_error' } }),
    );
  });

  it('is a good stream whatever comes', () => {
    const type = fc.constantFrom(
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
      'error',
      'x',
    );
    const kind = fc.constantFrom(
      'text',
      'thinking',
      'tool_use',
      'server_tool_use',
      'text_delta',
      'thinking_delta',
      'signature_delta',
      'citations_delta',
      'x',
      null,
    );
    const inner = fc.record(
      {
        type: kind,
        text: fc.jsonValue(),
        thinking: fc.jsonValue(),
        signature: fc.string(),
        name: fc.string(),
        id: fc.string(),
        input: fc.jsonValue(),
        stop_reason: fc.constantFrom('end_turn', 'tool_use', null),
      },
      { requiredKeys: [] },
    );
    const event = fc.record(
      {
        type,
        index: fc.oneof(fc.nat(2), fc.jsonValue()),
        content_block: fc.oneof(inner, fc.jsonValue()),
        delta: fc.oneof(inner, fc.jsonValue()),
        usage: fc.jsonValue(),
        message: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    );

    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: event }, { weight: 1, arbitrary: fc.jsonValue() }), { maxLength: 30 }),
        (events) => {
          let chunks: readonly Json[] = [];
          try {
            chunks = read(events);
          } catch (error) {
            if (!isFaultError(error)) throw error;
          }
          const told = deltas(chunks);
          const calls = told.flatMap(
            ({ delta: said }) => (said['tool_calls'] ?? []) as { index: number; id?: string; function: { arguments: string } }[],
          );
          const ids = calls.filter(({ id }) => id !== undefined).map(({ index }) => index);
          const finished = told.filter(({ finish_reason }) => finish_reason !== null);
          expect(told.length === 0 || told[0]!.delta['role'] === 'assistant').toBe(true);
          expect(ids).toEqual(ids.map((_, index) => index));
          expect(finished.length <= 1 && (finished.length === 0 || told.at(-1) === finished[0])).toBe(true);
          for (const index of finished.length > 0 ? ids : []) {
            const whole = calls.filter((call) => call.index === index).map((call) => call.function.arguments);
            expect(typeof JSON.parse(whole.join(''))).toBe('object');
          }
          expect(chunks.findIndex((chunk) => 'usage' in chunk)).toBe(chunks.some((chunk) => 'usage' in chunk) ? chunks.length - 1 : -1);
        },
      ),
    );
  });
});
