import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { mendChat } from './mend.ts';

const chunk = (delta: Json, rest: Json = {}): Json => ({
  id: 'x',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: null }],
  ...rest,
});
const reply = (message: Json, rest: Json = {}): Json => ({ id: 'x', choices: [{ index: 0, message, finish_reason: 'stop', ...rest }] });
const deltaOf = (said: Json) => ((mendChat.chunk!(said)['choices'] as Json[])[0] ?? {})['delta'] as Json;
const choiceOf = (said: Json) => (mendChat.reply!(said)['choices'] as Json[])[0];

// Written from mistralai/client-ts of 2026-08-05.
describe('what Mistral says otherwise than OpenAI', () => {
  it('is text, thinking, sources and the rest, each in its place', () => {
    const parts = [
      {
        type: 'thinking',
        thinking: [
          { type: 'text', text: 'h' },
          { type: 'text', text: 'm' },
        ],
        closed: true,
      },
      { type: 'text', text: 'yes' },
      { type: 'reference', reference_ids: [1] },
      { type: 'text', text: '.' },
      { type: 'image_url', image_url: 'https://x' },
      { type: 'tool_file', file_id: 'f' },
    ];

    expect(choiceOf(reply({ role: 'assistant', content: parts }))).toEqual({
      index: 0,
      message: {
        role: 'assistant',
        content: 'yes.',
        reasoning_content: 'hm',
        citations: [parts[2]],
        images: [parts[4]],
        content_chunks: [parts[5]],
      },
      finish_reason: 'stop',
    });
    expect(deltaOf(chunk({ content: [parts[0]!] }))).toEqual({ reasoning_content: 'hm' });
    expect(deltaOf(chunk({ content: [parts[0]!, parts[1]!] }))).toEqual({ reasoning_content: 'hm', content: 'yes' });
    expect(choiceOf(reply({ role: 'assistant', content: [parts[0]!] }))).toMatchObject({
      message: { content: '', reasoning_content: 'hm' },
    });
  });

  it('is calls with all that a client counts on', () => {
    const calls = [
      { id: 'abcdefgh1', function: { name: 'a', arguments: { x: 1 } } },
      { id: 'null', function: { name: 'b', arguments: '{}' } },
    ];
    const said = chunk({ tool_calls: calls });

    const [first, second] = deltaOf(said)['tool_calls'] as Json[];

    expect(first).toEqual({ index: 0, id: 'abcdefgh1', type: 'function', function: { name: 'a', arguments: '{"x":1}' } });
    expect(second).toEqual({
      index: 1,
      id: expect.stringMatching(/^[a-zA-Z0-9]{9}$/),
      type: 'function',
      function: { name: 'b', arguments: '{}' },
    });
    expect(deltaOf(said)).toEqual(deltaOf(said));
    expect(
      choiceOf(reply({ tool_calls: [{ id: 'abcdefgh1', type: 'function', function: { name: 'a', arguments: null } }] })),
    ).toMatchObject({
      message: { tool_calls: [{ function: { arguments: '{}' } }] },
    });
  });

  it('is a call in pieces, of which the first alone has the name', () => {
    const first = chunk({ tool_calls: [{ id: 'abcdefgh1', type: 'function', index: 0, function: { name: 'a', arguments: '' } }] });

    expect(mendChat.chunk!(first)).toBe(first);
    expect(deltaOf(chunk({ tool_calls: [{ id: 'null', type: 'function', index: 0, function: { name: '', arguments: '{"x"' } }] }))).toEqual(
      {
        tool_calls: [{ type: 'function', index: 0, function: { arguments: '{"x"' } }],
      },
    );
  });

  it('is an end for want of room', () => {
    expect(choiceOf(reply({ content: 'a' }, { finish_reason: 'model_length' }))).toMatchObject({ finish_reason: 'length' });
  });

  it.each<[string, Json]>([
    ['text', reply({ role: 'assistant', content: 'a', tool_calls: null })],
    ['counts', { choices: [], usage: { prompt_tokens: 9, num_cached_tokens: 1 } }],
    ['nothing known', { choices: 7, usage: [] }],
  ])('is nothing at all where it is only %s', (_what, said) => {
    expect(mendChat.reply!(said)).toBe(said);
  });

  it('is told by its signs: what has none is as it should be, and what is mended needs no more', () => {
    const call = fc.record(
      {
        id: fc.constantFrom('null', 'abcdefgh1', null),
        index: fc.constantFrom(0, 1),
        type: fc.constantFrom('function', null),
        function: fc.record({ name: fc.constantFrom('', 'a'), arguments: fc.jsonValue() }),
      },
      { requiredKeys: [] },
    );
    const part = fc.oneof(
      fc.record({ type: fc.constantFrom('text', 'thinking', 'reference', 'new'), text: fc.jsonValue(), thinking: fc.jsonValue() }),
      fc.jsonValue(),
    );
    const message = fc.record(
      { content: fc.oneof(fc.string(), fc.array(part)), tool_calls: fc.oneof(fc.array(call), fc.jsonValue()) },
      { requiredKeys: [] },
    );
    const choice = fc.record(
      { message, delta: message, finish_reason: fc.constantFrom('stop', 'model_length', null) },
      { requiredKeys: [] },
    );
    const usage = fc.record(
      { num_cached_tokens: fc.constantFrom(1, null), prompt_token_details: fc.jsonValue(), prompt_tokens_details: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const said = fc.record(
      { choices: fc.oneof(fc.array(fc.oneof(choice, fc.jsonValue())), fc.jsonValue()), usage: fc.oneof(usage, fc.jsonValue()) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(said, (given) => {
        const text = JSON.stringify(given);
        for (const mend of [mendChat.reply!, mendChat.chunk!]) {
          const once = mend(given as Json);
          expect(mend(once)).toBe(once);
          if (!mendChat.signs.some((sign) => text.includes(sign))) expect(once).toBe(given);
        }
        expect(JSON.stringify(given)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
