import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Frame, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { converse } from './index.ts';

const frame = (event: string, data: unknown = {}): Frame => ({ event, data, failed: false });
const start = (contentBlockIndex: number, toolUse: Json) => frame('contentBlockStart', { contentBlockIndex, start: { toolUse } });
const delta = (contentBlockIndex: number, given: Json) => frame('contentBlockDelta', { contentBlockIndex, delta: given });
const stop = (contentBlockIndex: number) => frame('contentBlockStop', { contentBlockIndex });
const end = (stopReason: string) => frame('messageStop', { stopReason });
const metadata = frame('metadata', { usage: { inputTokens: 1, outputTokens: 2 }, trace: { guardrail: {} }, serviceTier: { type: 'flex' } });

function read(frames: readonly Frame[], call: Json = {}, model = 'anthropic.claude-3-5-sonnet-20240620-v1:0'): readonly Json[] {
  const reader = converse.stream!.reader({ call, target: { model, settings: {} }, id: 'x', createdS: 7 });
  return [...frames.flatMap((each) => reader.read(each)), ...reader.end()];
}

interface Delta {
  readonly role?: string;
  readonly content?: string;
  readonly content_blocks?: readonly Json[];
  readonly tool_calls?: readonly {
    readonly index: number;
    readonly id?: string;
    readonly function: { readonly name?: string; readonly arguments: string };
  }[];
}
interface Choice {
  readonly delta: Delta;
  readonly finish_reason: string | null;
}

const choicesIn = (chunks: readonly Json[]) => chunks.flatMap(({ choices }) => choices as readonly Choice[]);
const textIn = (chunks: readonly Json[]) =>
  choicesIn(chunks)
    .map(({ delta: { content } }) => content ?? '')
    .join('');

describe('a stream of Converse', () => {
  it('ends only when the counts have come, and with them', () => {
    const reader = converse.stream!.reader({ call: {}, target: { model: 'm', settings: {} }, id: 'x', createdS: 7 });

    const before = [frame('messageStart'), delta(0, { text: 'a' }), end('max_tokens')].flatMap((each) => reader.read(each));
    const after = [...reader.read(metadata), ...reader.end()];

    expect(choicesIn(before).every(({ finish_reason: reason }) => reason === null)).toBe(true);
    expect(choicesIn(after).at(-1)).toMatchObject({ finish_reason: 'length', native_finish_reason: 'max_tokens' });
    expect(after.at(-1)).toMatchObject({ usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }, service_tier: 'flex' });
    expect(after).toContainEqual(expect.objectContaining({ extras: { trace: { guardrail: {} } } }));
  });

  it('has no end where Bedrock told none', () => {
    const chunks = read([frame('messageStart'), delta(0, { text: 'a' })]);

    expect(choicesIn(chunks).every(({ finish_reason: reason }) => reason === null)).toBe(true);
  });

  it('keeps thinking for people and for the model', () => {
    const chunks = read([
      delta(0, { reasoningContent: { text: 'Hm.' } }),
      delta(0, { reasoningContent: { signature: 'sig' } }),
      delta(1, { reasoningContent: { redactedContent: 'AAAA' } }),
    ]);

    expect(choicesIn(chunks).map((choice) => choice.delta)).toEqual([
      { role: 'assistant', content: '' },
      { reasoning_content: 'Hm.', content_blocks: [{ index: 0, delta: { thinking: 'Hm.' } }] },
      { content_blocks: [{ index: 0, delta: { signature: 'sig' } }] },
      { content_blocks: [{ index: 1, delta: { type: 'redacted_thinking', data: 'AAAA' } }] },
    ]);
  });

  it('gives a call without arguments an empty object, and its given name', () => {
    const chunks = read(
      [start(0, { toolUseId: 't', name: 'files_read' }), delta(0, { toolUse: { input: '' } }), stop(0), end('tool_use')],
      {
        tools: [{ type: 'function', function: { name: 'files.read' } }],
      },
    );

    const calls = choicesIn(chunks).flatMap((choice) => choice.delta.tool_calls ?? []);
    expect(calls).toEqual([
      { index: 0, id: 't', type: 'function', function: { name: 'files.read', arguments: '' } },
      { index: 0, function: { arguments: '{}' } },
    ]);
    expect(choicesIn(chunks).at(-1)!.finish_reason).toBe('tool_calls');
  });

  it('tells citations once, whole', () => {
    const chunks = read([
      delta(0, { text: 'a' }),
      delta(0, { citation: { title: 'one' } }),
      delta(0, { citation: { title: 'two' } }),
      end('end_turn'),
    ]);

    expect(choicesIn(chunks)).toContainEqual(
      expect.objectContaining({ delta: { extras: { citations: [{ title: 'one' }, { title: 'two' }] } } }),
    );
  });

  it('is the call of our own tool where that keeps to the schema, and text where no call comes', () => {
    const call = { response_format: { type: 'json_schema', json_schema: { schema: { type: 'object' } } } };
    const use = [
      start(1, { toolUseId: 't', name: 'json' }),
      delta(1, { toolUse: { input: '{"a"' } }),
      delta(1, { toolUse: { input: ':1}' } }),
      stop(1),
    ];

    const answered = read([delta(0, { text: 'Here:' }), ...use, end('tool_use')], call);
    const spoken = read([delta(0, { text: 'No.' }), end('end_turn')], call);

    expect(textIn(answered)).toBe('{"a":1}');
    expect(choicesIn(answered).at(-1)!.finish_reason).toBe('stop');
    expect(textIn(spoken)).toBe('No.');
  });

  it.each([
    ['throttlingException', { message: 'Slow down.' }, { kind: 'rate_limited', type: 'ThrottlingException', message: 'Slow down.' }],
    [
      'modelStreamErrorException',
      { originalMessage: 'It fell.' },
      { kind: 'upstream_error', type: 'ModelStreamErrorException', message: 'It fell.' },
    ],
    ['validationException', 'too long', { kind: 'context_too_long', type: 'ValidationException' }],
    [undefined, null, { kind: 'upstream_error' }],
  ])('throws %s as a fault', (event, data, fault) => {
    expect(() => read([{ event, data, failed: true }])).toThrow(expect.objectContaining({ fault: expect.objectContaining(fault) }));
  });

  it('is a valid stream of chat whatever comes', () => {
    const index = fc.integer({ min: 0, max: 3 });
    const odd = fc.oneof(fc.jsonValue(), fc.anything({ maxDepth: 2 }));
    const id = fc.option(fc.string(), { nil: undefined });
    const frames = fc.oneof(
      fc.constantFrom(frame('messageStart', { role: 'assistant' }), metadata, frame('metadata', null), frame('metadata', { usage: [] })),
      fc.tuple(index, id, id).map(([at, toolUseId, name]) => start(at, { toolUseId, name })),
      fc
        .tuple(index, fc.constantFrom('server_tool_use', 'tool_use', 3))
        .map(([at, type]) => start(at, { type, name: 'n', toolUseId: 'i' })),
      fc.tuple(index, fc.string()).map(([at, text]) => delta(at, { text })),
      fc.tuple(index, fc.string()).map(([at, text]) => delta(at, { reasoningContent: { text, signature: text } })),
      index.map((at) => delta(at, { toolUse: { input: '' } })),
      index.map(stop),
      fc.constantFrom('end_turn', 'tool_use', 'malformed_tool_use', 'new').map(end),
      // Whatever Bedrock may say one day, in place of what it says now.
      fc
        .tuple(fc.constantFrom('contentBlockStart', 'contentBlockStop', 'messageStop', 'somethingNew', undefined), odd)
        .map(([event, data]): Frame => ({ event, data, failed: false })),
      fc
        .tuple(index, odd, fc.constantFrom('text', 'reasoningContent', 'toolResult', 'citation'))
        .map(([at, value, name]) => delta(at, { [name]: value })),
      fc.tuple(odd, fc.boolean()).map(([data, failed]): Frame => ({ event: 'internalServerException', data, failed })),
    );

    fc.assert(
      fc.property(fc.array(frames, { maxLength: 30 }), fc.boolean(), (given, byTool) => {
        const call = byTool ? { response_format: { type: 'json_schema' } } : {};
        let chunks: readonly Json[];
        try {
          chunks = read(given, call);
        } catch (error) {
          expect(isFaultError(error)).toBe(true);
          return;
        }
        expectValid(chunks);
      }),
      { numRuns: 1500 },
    );
  });

  it('puts the arguments of every call together again, however they are cut and mixed', () => {
    const pieces = fc.tuple(fc.jsonValue(), fc.integer({ min: 1, max: 5 })).map(([value, size]) => {
      const text = JSON.stringify({ value });
      return { text, cut: text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [] };
    });

    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 4 }), (calls) => {
        const mixed = calls.flatMap(({ cut }, index) => cut.map((input, at) => [at, delta(index, { toolUse: { input } })] as const));
        const inTurn = mixed.toSorted(([one], [other]) => one - other).map(([, each]) => each);
        const chunks = read([
          ...calls.map((_call, index) => start(index, { toolUseId: `t${index}`, name: 'f' })),
          ...inTurn,
          end('tool_use'),
          metadata,
        ]);

        const said = choicesIn(chunks).flatMap((choice) => choice.delta.tool_calls ?? []);
        for (const [index, { text }] of calls.entries()) {
          const written = said.filter((call) => call.index === index).map((call) => call.function.arguments);
          expect(written.join('')).toBe(text);
        }
        expectValid(chunks);
      }),
      { numRuns: 300 },
    );
  });
});

function expectValid(chunks: readonly Json[]): void {
  const choices = choicesIn(chunks);
  const ended = choices.findIndex(({ finish_reason: reason }) => reason !== null);
  expect(choices.length === 0 || choices[0]!.delta.role === 'assistant').toBe(true);
  expect(choices.filter(({ delta: { role } }) => role !== undefined).length).toBeLessThanOrEqual(1);
  expect(choices.filter(({ finish_reason: reason }) => reason !== null).length).toBeLessThanOrEqual(1);
  expect(ended === -1 || ended === choices.length - 1).toBe(true);
  const counted = chunks.findIndex((chunk) => 'usage' in chunk);
  expect(counted === -1 || counted === chunks.length - 1).toBe(true);
  const calls = choices.flatMap((choice) => choice.delta.tool_calls ?? []);
  const begun = calls.filter(({ id }) => id !== undefined);
  expect(begun.map((call) => call.index)).toEqual(begun.map((_call, index) => index));
  if (ended === -1) return;
  for (const { index } of begun) {
    const text = calls.filter((call) => call.index === index).map((call) => call.function.arguments);
    expect(() => JSON.parse(text.join('')) as unknown).not.toThrow();
  }
}
