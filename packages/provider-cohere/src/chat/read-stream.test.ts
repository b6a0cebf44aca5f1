import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Asked, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { chatCodec } from './codec.ts';

const asked: Asked = { call: { stream: true }, target: { model: 'm', settings: {} }, id: 'r1', createdS: 7 };

interface Chunk {
  readonly choices: readonly { readonly delta: Delta; readonly finish_reason: string | null }[];
  readonly usage?: Json;
}
interface Delta extends Json {
  readonly role?: string;
  readonly tool_calls?: readonly { readonly index: number; readonly id?: string; readonly function: { readonly arguments: string } }[];
}

function read(events: readonly unknown[]): readonly Chunk[] {
  const reader = chatCodec.stream!.reader(asked);
  const chunks = events.flatMap((data) => reader.read({ event: undefined, data, failed: false }));
  return [...chunks, ...reader.end()] as unknown as readonly Chunk[];
}

const deltas = (chunks: readonly Chunk[]) => chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
const callEvent = (type: string, index: number, call: Json) => ({ type, index, delta: { message: { tool_calls: call } } });
const end = (delta: Json) => ({ type: 'message-end', delta });

// Written from cohere-typescript of 2026-08-18, V2ChatStreamResponse.
describe('a stream of Cohere’s', () => {
  it('numbers calls anew, though their indexes start at one and come twice', () => {
    const chunks = read([
      { type: 'message-start', id: 'x', delta: { message: { role: 'assistant' } } },
      callEvent('tool-call-start', 1, { id: 'a', function: { name: 'f', arguments: '' } }),
      callEvent('tool-call-delta', 1, { function: { arguments: '{"a":1}' } }),
      { type: 'tool-call-end', index: 1 },
      callEvent('tool-call-start', 1, { function: { name: 'g' } }),
      end({ finish_reason: 'TOOL_CALL' }),
    ]);

    expect(deltas(chunks).flatMap((delta) => delta.tool_calls ?? [])).toEqual([
      { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } },
      { index: 0, function: { arguments: '{"a":1}' } },
      { index: 1, id: 'call_r1_1', type: 'function', function: { name: 'g', arguments: '' } },
      { index: 1, function: { arguments: '{}' } },
    ]);
  });

  it('tells likelihoods with the text they belong to', () => {
    const chunks = read([
      {
        type: 'content-delta',
        index: 0,
        delta: { message: { content: { text: 'hi' } } },
        logprobs: { text: 'hi', token_ids: [1], logprobs: [-0.5] },
      },
    ]);

    expect(chunks[1]).toMatchObject({
      choices: [{ delta: { content: 'hi' }, logprobs: { content: [{ token: 'hi', logprob: -0.5, bytes: [104, 105], top_logprobs: [] }] } }],
    });
  });

  it.each([
    [end({ finish_reason: 'ERROR', error: 'out of service' }), { kind: 'upstream_error', message: 'out of service' }],
    [end({ error: 'broken' }), { kind: 'upstream_error', message: 'broken' }],
    [end({ finish_reason: 'TIMEOUT' }), { kind: 'deadline_exceeded' }],
    [
      { message: 'internal', id: 'x' },
      { kind: 'upstream_error', message: 'internal' },
    ],
  ])('breaks where Cohere tells of a failure: %j', (event, fault) => {
    expect(faultOf(() => read([event]))).toMatchObject(fault);
  });

  it('has no end where Cohere told none', () => {
    const chunks = read([{ type: 'content-delta', delta: { message: { content: { text: 'h' } } } }]);

    expect(chunks.flatMap(({ choices }) => choices.map((choice) => choice.finish_reason))).toEqual([null, null]);
  });

  it('passes over what it does not know, and always makes a good stream', () => {
    const types = [
      'message-start',
      'content-start',
      'content-delta',
      'content-end',
      'tool-plan-delta',
      'citation-start',
      'debug',
      'tool-call-end',
      'new',
    ];
    const content = fc.record(
      { text: fc.oneof(fc.string(), fc.jsonValue()), thinking: fc.oneof(fc.string(), fc.jsonValue()) },
      { requiredKeys: [] },
    );
    const wild = fc.record({
      type: fc.constantFrom(...types),
      id: fc.jsonValue(),
      logprobs: fc.jsonValue(),
      delta: fc.oneof(
        fc.jsonValue(),
        fc.record({ message: fc.oneof(fc.jsonValue(), fc.record({ content, tool_plan: fc.jsonValue(), citations: fc.jsonValue() })) }),
      ),
    });
    const call = fc.tuple(fc.nat(2), fc.option(fc.string()), fc.jsonValue()).map(([index, id, value]) => {
      const text = JSON.stringify({ value });
      const half = Math.floor(text.length / 2);
      return [
        callEvent('tool-call-start', index, { id, function: { name: 'f', arguments: '' } }),
        callEvent('tool-call-delta', index, { function: { arguments: text.slice(0, half) } }),
        callEvent('tool-call-delta', index, { function: { arguments: text.slice(half) } }),
      ];
    });
    const ending = fc
      .record({ finish_reason: fc.oneof(fc.constantFrom('COMPLETE', 'TOOL_CALL', 'X'), fc.jsonValue()), usage: fc.jsonValue() })
      .map((delta) => [end(delta)]);
    const event = fc.oneof(
      wild.map((each) => [each]),
      call,
      ending,
      fc.jsonValue().map((each) => [each]),
      fc.constant(['[DONE]']),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        let chunks: readonly Chunk[];
        try {
          chunks = read(events.flat());
        } catch (error) {
          expect(isFaultError(error) ? '' : error).toBe('');
          return;
        }
        expectGood(chunks);
      }),
    );
  });
});

/** Role first, calls numbered in order and with arguments that are JSON, one end at most, the counts last. */
function expectGood(chunks: readonly Chunk[]): void {
  const said = deltas(chunks);
  if (said.length > 0) expect(said.map((delta) => delta.role)).toEqual(['assistant', ...said.slice(1).map(() => undefined)]);
  const texts: string[] = [];
  for (const call of said.flatMap((delta) => delta.tool_calls ?? [])) {
    if (call.id !== undefined) expect(call.index).toBe(texts.length);
    texts[call.index] = (texts[call.index] ?? '') + call.function.arguments;
  }
  const ends = chunks.filter(({ choices }) => choices.some((choice) => choice.finish_reason !== null));
  if (ends.length > 0) for (const text of texts) expect(() => JSON.parse(text) as unknown).not.toThrow();
  expect(ends.length).toBeLessThanOrEqual(1);
  expect(chunks.slice(0, -1).filter(({ usage }) => usage)).toEqual([]);
}

function faultOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return isFaultError(error) ? error.fault : error;
  }
}
