import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFaultError, type Asked, type Json } from '@sluice/provider-sdk';
import { messagesBridge, messagesCodec } from './index.ts';

const word = fc.oneof(
  fc.constantFrom(
    'user',
    'assistant',
    'system',
    'tool',
    'text',
    'image_url',
    'file',
    'tool_use',
    'tool_result',
    'thinking',
    'image',
    'document',
    'json_schema',
  ),
  fc.constantFrom('constructor', '__proto__', '', 'high', 'none', 'f', '{}', 'https://a'),
);
const NAMES = [
  'role',
  'content',
  'type',
  'text',
  'tool_calls',
  'function',
  'name',
  'arguments',
  'id',
  'tool_call_id',
  'tool_use_id',
  'source',
  'input',
  'schema',
  'properties',
  'json_schema',
  'anyOf',
  'oneOf',
  '$ref',
  'items',
  'thinking',
  'signature',
  'content_blocks',
  'data',
  'url',
  'file',
  // Whoever makes a text of such an object asks these how.
  'toString',
  'valueOf',
];

/** JSON of the right words in the wrong places. */
const { near } = fc.letrec<{ near: unknown }>((tie) => ({
  near: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.constantFrom(null, 0, 1, 9000, true, false),
    fc.array(tie('near'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('near'), { maxKeys: 5 }),
  ),
}));
const members = (...names: string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, near])), { requiredKeys: [] }) as fc.Arbitrary<Json>;
const asked: Asked = { call: {}, target: { model: 'claude-sonnet-4-5', settings: {} }, id: '1', createdS: 7 };

const turn = fc.record(
  {
    role: fc.constantFrom('user', 'assistant', 'system', 'tool'),
    content: near,
    tool_calls: fc.oneof(fc.constant(undefined), near),
    content_blocks: near,
    tool_call_id: word,
  },
  { requiredKeys: ['role', 'content'] },
);
const messages = fc.array(turn, { maxLength: 4 });

/** Runs it: a refusal is as good as an answer, and neither changes what was given. */
function isBorne(given: Json, run: (given: Json) => unknown): boolean {
  const before = JSON.stringify(given);
  try {
    run(given);
  } catch (error) {
    if (!isFaultError(error)) throw error;
  }
  return JSON.stringify(given) === before;
}

describe('whatever comes', () => {
  it('a chat call is written or refused', () => {
    const call = members(
      'messages',
      'tools',
      'tool_choice',
      'response_format',
      'reasoning_effort',
      'thinking',
      'stop',
      'max_tokens',
      'metadata',
      'output_config',
      'stream',
    );

    const models = fc.constantFrom('claude-sonnet-4-5', 'claude-3-haiku-20240307', 'claude-opus-5', 'm', undefined);

    const borne = fc.property(call, fc.oneof(messages, near), models, (given, said, model) =>
      isBorne({ ...given, messages: said }, (each) => messagesCodec().request(each, { model, settings: {} })),
    );

    expect(() => fc.assert(borne, { numRuns: 2000 })).not.toThrow();
  });

  it('a request at the door is read or refused', () => {
    const request = members(
      'messages',
      'system',
      'tools',
      'tool_choice',
      'max_tokens',
      'output_config',
      'thinking',
      'metadata',
      'cache_control',
      'stop_sequences',
    );

    const borne = fc.property(request, fc.oneof(messages, near), (given, said) =>
      isBorne({ max_tokens: 1, ...given, messages: said }, (each) => messagesBridge.request(each)),
    );

    expect(() => fc.assert(borne, { numRuns: 2000 })).not.toThrow();
  });

  const ODD = { toString: 1, valueOf: null };
  const said = [{ role: 'user', content: 'Hello' }];

  it.each<[string, Json]>([
    ['a part', { messages: [{ role: 'user', content: [{ type: ODD }] }] }],
    ['a tool', { messages: said, tools: [{ type: ODD }] }],
  ])('%s whose type makes no text of itself is refused', (_, call) => {
    expect(isBorne(call, (each) => messagesCodec().request(each, { model: 'claude-sonnet-4-5', settings: {} }))).toBe(true);
    expect(isBorne({ max_tokens: 1, ...call }, (each) => messagesBridge.request(each))).toBe(true);
  });

  it('a message is read, and a chat reply written, or neither can be', () => {
    const message = members('type', 'content', 'usage', 'stop_reason', 'stop_details', 'id', 'model', 'error', 'container');
    const reply = fc.record({
      choices: fc.array(fc.record({ message: members('content', 'tool_calls', 'content_blocks', 'reasoning', 'refusal') })),
      usage: near,
    });

    const borne = fc.property(
      message,
      reply,
      (given, told) =>
        isBorne(given, (json) => messagesCodec().reply({ headers: {}, json, bytes: new Uint8Array() }, asked)) &&
        isBorne(told, (each) => messagesBridge.reply(each, asked)),
    );

    expect(() => fc.assert(borne, { numRuns: 2000 })).not.toThrow();
  });
});
