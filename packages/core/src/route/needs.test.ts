import { describe, expect, it } from '@jest/globals';
import { defineProvider, type Model, type ProviderAdapter } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { acme, chatRequest } from '../house.test.support.ts';
import type { Incoming } from '../incoming.ts';
import { lackOf, needsOf, type Needs } from './needs.ts';

const chat = (body: object) => needsOf(chatRequest({}, body));

const user = (...content: readonly object[]) => ({ messages: [{ role: 'user', content }] });

const input = (...content: readonly object[]) => ({ input: [{ role: 'user', content }] });

const PICTURE = `data:image/png;base64,${'A'.repeat(1_000_000)}`;
const TOOL = { type: 'function', function: { name: 'look' } };

describe('what a request needs', () => {
  it('is nothing in particular for a word', () => {
    expect(chat({ model: 'new', messages: [{ role: 'user', content: 'hi' }] })).toEqual({
      door: chatRequest({}).door,
      tools: false,
      vision: false,
      jsonSchema: false,
      reasoning: false,
      inputTokens: 2,
      outputTokens: undefined,
    });
  });

  it.each<[string, object, Partial<Needs>]>([
    ['tools', { tools: [TOOL] }, { tools: true }],
    ['functions, as tools once were', { functions: [{ name: 'look' }] }, { tools: true }],
    ['no tools where the list is empty', { tools: [] }, { tools: false }],
    ['no tools where there is no list', { tools: null }, { tools: false }],
    ['vision in chat', user({ type: 'image_url', image_url: { url: 'https://x.example/a.png' } }), { vision: true }],
    ['vision in responses', input({ type: 'input_image', image_url: 'https://x.example/a.png' }), { vision: true }],
    ['vision in a tool’s result', user({ type: 'tool_result', content: [{ type: 'image', source: {} }] }), { vision: true }],
    ['no vision for the word image', user({ type: 'text', text: 'image_url' }), { vision: false }],
    ['no vision for a file', user({ type: 'file', file: { file_data: PICTURE } }), { vision: false }],
    ['a schema in chat', { response_format: { type: 'json_schema', json_schema: {} } }, { jsonSchema: true }],
    ['a schema in responses', { text: { format: { type: 'json_schema' } } }, { jsonSchema: true }],
    ['no schema for plain JSON', { response_format: { type: 'json_object' } }, { jsonSchema: false }],
    ['no schema for null', { response_format: null, text: null }, { jsonSchema: false }],
    ['no schema for no format', { text: { format: null } }, { jsonSchema: false }],
    ['reasoning by effort', { reasoning_effort: 'low' }, { reasoning: true }],
    ['no reasoning by no effort', { reasoning_effort: 'none' }, { reasoning: false }],
    ['reasoning in responses', { reasoning: { effort: 'high' } }, { reasoning: true }],
    ['no reasoning for null', { reasoning: null, thinking: null, reasoning_effort: null }, { reasoning: false }],
    ['reasoning by thinking', { thinking: { type: 'enabled' } }, { reasoning: true }],
    ['no reasoning by no thinking', { thinking: { type: 'disabled' } }, { reasoning: false }],
    ['the newer limit of output before the older', { max_tokens: 5, max_completion_tokens: 7 }, { outputTokens: 7 }],
    ['the older limit of output', { max_tokens: 5 }, { outputTokens: 5 }],
    ['the limit of output in responses', { max_output_tokens: 9 }, { outputTokens: 9 }],
    ['no limit of output where it is no number', { max_tokens: 'many' }, { outputTokens: undefined }],
  ])('is seen: %s', (_, body, needs) => {
    expect(chat(body)).toMatchObject(needs);
  });

  it('is nothing that is known where the body is no JSON', () => {
    const request: Incoming = { ...chatRequest({}), body: { kind: 'bytes', bytes: Buffer.from('x'), model: 'new' } };

    expect(needsOf(request)).toMatchObject({ door: { operation: 'chat' }, inputTokens: 0, tools: false });
  });

  it('is no operation for an address that nobody knows', () => {
    expect(needsOf({ ...chatRequest({}), door: { kind: 'pass_through' } }).door).toBeUndefined();
  });
});

describe('the tokens that go in, by estimate', () => {
  it.each<[string, object, number]>([
    ['a fourth of the characters', { messages: [{ role: 'user', content: 'x'.repeat(396) }] }, 100],
    ['of the texts in parts', user({ type: 'text', text: 'x'.repeat(388) }), 99],
    ['of an input', { input: 'x'.repeat(400) }, 100],
    ['of a prompt', { prompt: ['x'.repeat(200), 'x'.repeat(200)] }, 100],
    ['and of the tools', { messages: 'x'.repeat(200), tools: ['x'.repeat(200)] }, 100],
    ['rounded up', { input: 'x' }, 1],
    ['and of nothing else', { user: 'x'.repeat(400), input: '' }, 0],
    ['none of numbers', { input: [[1, 2, 3]] }, 0],
  ])('are %s', (_, body, tokens) => {
    expect(chat(body).inputTokens).toBe(tokens);
  });

  it.each([
    ['pictures in chat', user({ type: 'image_url', image_url: { url: PICTURE } })],
    ['pictures in responses', input({ type: 'input_image', image_url: PICTURE })],
    ['pictures in messages', user({ type: 'image', source: { type: 'base64', data: PICTURE } })],
    ['sound', user({ type: 'input_audio', input_audio: { data: PICTURE } })],
    ['files in chat', user({ type: 'file', file: { file_data: PICTURE } })],
    ['files in responses', input({ type: 'input_file', file_data: PICTURE })],
  ])('leave out %s', (_, body) => {
    expect(chat(body).inputTokens).toBeLessThan(10);
  });
});

describe('what speaks against a target', () => {
  const NOTHING: Needs = { ...chat({ messages: [] }), inputTokens: 100 };
  const model = (changes: Partial<Model>): Model => ({ id: 'new', ...changes });
  const ALL = ['chat', 'tools', 'vision', 'json_schema'] as const;

  it.each<[string, Partial<Model>, Partial<Needs>, string | undefined]>([
    ['nothing, where little is known', {}, { tools: true, vision: true, jsonSchema: true, inputTokens: 1e9 }, undefined],
    ['nothing, where it can do all', { supports: ALL }, { tools: true, vision: true, jsonSchema: true }, undefined],
    ['tools', { supports: ['chat', 'vision'] }, { tools: true }, 'new does not support tools'],
    ['vision', { supports: ['chat', 'tools'] }, { tools: true, vision: true }, 'new does not support vision'],
    ['a schema', { supports: ['chat', 'json'] }, { jsonSchema: true }, 'new does not support json_schema'],
    ['nothing that is not asked for', { supports: ['chat'] }, {}, undefined],
    ['its size', { context: 99 }, {}, 'about 100 tokens go in, and new has room for 99'],
    ['not its size, where all fits just so', { context: 100 }, {}, undefined],
    [
      'its size, before what it cannot do',
      { context: 99, supports: [] },
      { tools: true },
      'about 100 tokens go in, and new has room for 99',
    ],
  ])('is %s', (_, known, needs, reason) => {
    expect(lackOf({ provider: acme, asked: 'm', model: model(known) }, { ...NOTHING, ...needs }, {})).toEqual(
      reason && { certain: false, reason },
    );
  });

  it('is certain where its provider has no such operation', () => {
    const mute = defineProvider({
      id: 'mute',
      name: 'Mute',
      fields: {},
      baseURL: 'https://mute.example/v1',
      authorize: (request) => request,
      models: [],
      operations: { embeddings: openAIOperations.embeddings },
    }) as unknown as ProviderAdapter;

    expect(lackOf({ provider: mute, asked: undefined, model: undefined }, NOTHING, {})).toEqual({
      certain: true,
      reason: 'mute has no chat',
    });
  });

  it('is nothing where the model or the operation is not known', () => {
    expect(lackOf({ provider: acme, asked: undefined, model: undefined }, { ...NOTHING, tools: true }, {})).toBeUndefined();
    expect(lackOf({ provider: acme, asked: undefined, model: undefined }, { ...NOTHING, door: undefined }, {})).toBeUndefined();
  });
});
