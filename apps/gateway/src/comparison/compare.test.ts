import { describe, expect, it } from '@jest/globals';
import type { Dialect } from '@sluice/provider-sdk';
import { compare } from './compare.ts';
import type { Side } from './comparison.ts';

const side = (answer: unknown, changes: Partial<Side> = {}): Side => ({
  status: 200,
  cost: undefined,
  ms: 100,
  firstTokenMs: undefined,
  answer,
  ...changes,
});

const saying = (content: string | null, calls: readonly unknown[] = []) => ({
  choices: [{ index: 0, message: { role: 'assistant', content, ...(calls.length > 0 && { tool_calls: calls }) } }],
});

const calling = (name: string, given: string) => ({ id: `call-${name}`, type: 'function', function: { name, arguments: given } });

const compared = (original: unknown, other: unknown, request: unknown = {}, dialect: Dialect = 'openai-chat') =>
  compare({ request, dialect, original: side(original), other: side(other) });

describe('two answers', () => {
  it('are told with what they cost and how long they took', async () => {
    const original = side(saying('Paris'), { cost: 0.5, firstTokenMs: 10 });
    const other = side(saying('Paris'), { status: 429, ms: 300 });

    const comparison = await compare({ request: {}, dialect: 'openai-chat', original, other });

    expect(comparison).toEqual({
      status: { original: 200, other: 429 },
      cost: { original: 0.5, other: null },
      ms: { original: 100, other: 300 },
      firstTokenMs: { original: 10, other: null },
      sameText: null,
      sameTools: null,
      fits: { original: null, other: null },
    });
  });

  it.each<[Dialect, unknown, unknown]>([
    ['openai-chat', saying('Paris'), saying('Lyon')],
    ['openai-completions', { choices: [{ text: 'Paris' }] }, { choices: [{ text: 'Lyon' }] }],
    [
      'openai-responses',
      { output: [{ type: 'message', content: [{ type: 'output_text', text: 'Paris' }] }] },
      { output: [{ type: 'message', content: [{ type: 'output_text', text: 'Lyon' }] }] },
    ],
    ['anthropic-messages', { content: [{ type: 'text', text: 'Paris' }] }, { content: [{ type: 'text', text: 'Lyon' }] }],
  ])('say the same or not, in the words of %s', async (dialect, paris, lyon) => {
    const same = await compared(paris, paris, {}, dialect);
    const different = await compared(paris, lyon, {}, dialect);

    expect([same.sameText, different.sameText]).toEqual([true, false]);
  });

  it('say nothing that could be compared where they are no words, or not there', async () => {
    const vectors = await compared({ data: [] }, { data: [] }, {}, 'openai-embeddings');
    const absent = await compared(saying('Paris'), undefined);

    expect([vectors.sameText, absent.sameText]).toEqual([null, null]);
  });

  it('call the same tools, whatever the order of calls and of arguments', async () => {
    const one = saying(null, [calling('weather', '{"city":"Oslo","unit":"c"}'), calling('time', '{}')]);
    const other = saying(null, [calling('time', '{ }'), calling('weather', '{"unit":"c","city":"Oslo"}')]);

    expect((await compared(one, other)).sameTools).toBe(true);
  });

  it.each([
    ['another name', [calling('clock', '{"city":"Oslo"}')]],
    ['another argument', [calling('weather', '{"city":"Rome"}')]],
    ['one more call', [calling('weather', '{"city":"Oslo"}'), calling('weather', '{"city":"Oslo"}')]],
    ['no call', []],
  ])('call other tools with %s', async (_what, calls) => {
    const original = saying(null, [calling('weather', '{"city":"Oslo"}')]);

    expect((await compared(original, saying(null, calls))).sameTools).toBe(false);
  });

  it.each<[Dialect, unknown, unknown]>([
    [
      'anthropic-messages',
      { content: [{ type: 'tool_use', name: 'weather', input: { city: 'Oslo' } }] },
      { content: [{ type: 'tool_use', name: 'weather', input: { city: 'Rome' } }] },
    ],
    [
      'openai-responses',
      { output: [{ type: 'function_call', name: 'weather', arguments: '{"city":"Oslo"}' }] },
      { output: [{ type: 'function_call', name: 'weather', arguments: '{"city":"Rome"}' }] },
    ],
  ])('call tools in the words of %s', async (dialect, oslo, rome) => {
    const [same, different] = [await compared(oslo, oslo, {}, dialect), await compared(oslo, rome, {}, dialect)];

    expect([same.sameTools, different.sameTools]).toEqual([true, false]);
  });

  it('compare arguments that are no JSON as they stand', async () => {
    const broken = saying(null, [calling('weather', '{"city":')]);

    expect((await compared(broken, broken)).sameTools).toBe(true);
    expect((await compared(broken, saying(null, [calling('weather', '{"city')]))).sameTools).toBe(false);
  });

  it('know nothing of tools where neither calls any', async () => {
    expect((await compared(saying('a'), saying('b'))).sameTools).toBeNull();
  });
});

describe('JSON that a request wants', () => {
  const schema = { type: 'object', required: ['city'], properties: { city: { type: 'string' } }, additionalProperties: false };

  it.each<[string, Dialect, unknown]>([
    ['chat', 'openai-chat', { response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } }],
    ['responses', 'openai-responses', { text: { format: { type: 'json_schema', name: 'x', schema } } }],
    ['messages', 'anthropic-messages', { output_config: { format: { type: 'json_schema', schema } } }],
  ])('is held against its schema: %s', async (_door, dialect, request) => {
    const words: Partial<Record<Dialect, (text: string) => unknown>> = {
      'openai-chat': saying,
      'openai-responses': (text) => ({ output: [{ type: 'message', content: [{ type: 'output_text', text }] }] }),
      'anthropic-messages': (text) => ({ content: [{ type: 'text', text }] }),
    };
    const say = words[dialect]!;

    const { fits } = await compared(say('{"city":"Oslo"}'), say('{"town":"Oslo"}'), request, dialect);

    expect(fits).toEqual({ original: true, other: false });
  });

  it('is any object where no schema is given', async () => {
    const { fits } = await compared(saying('{"a":1}'), saying('[1]'), { response_format: { type: 'json_object' } });

    expect(fits).toEqual({ original: true, other: false });
  });

  it('is none that words are, and nothing is judged of who calls a tool instead', async () => {
    const request = { response_format: { type: 'json_schema', json_schema: { schema } } };

    const { fits } = await compared(saying('Oslo'), saying(null, [calling('weather', '{}')]), request);

    expect(fits).toEqual({ original: false, other: null });
  });

  it('is not judged by a schema that nobody can follow', async () => {
    const request = { response_format: { type: 'json_schema', json_schema: { schema: { $ref: 'https://elsewhere.example/x' } } } };

    const { fits } = await compared(saying('{}'), saying('{}'), request);

    expect(fits).toEqual({ original: null, other: null });
  });
});
