import { describe, expect, it } from '@jest/globals';
import { cohere } from '../support/stand-ins/cohere/index.ts';
import { converse } from '../support/stand-ins/converse/index.ts';
import { gemini } from '../support/stand-ins/gemini/index.ts';
import type { Json } from '../support/stand-ins/json.ts';
import { messages } from '../support/stand-ins/messages/index.ts';
import { mistral } from '../support/stand-ins/mistral/index.ts';
import { ollama } from '../support/stand-ins/ollama/index.ts';
import { openaiChat } from '../support/stand-ins/openai-chat/index.ts';
import { openaiResponses } from '../support/stand-ins/openai-responses/index.ts';
import type { WireFormat } from '../support/stand-ins/wire-format.ts';

const headers = {
  authorization: 'Bearer test-key',
  'x-api-key': 'test-key',
  'x-goog-api-key': 'test-key',
  'anthropic-version': '2023-06-01',
};

const hear = (format: WireFormat, json: Json, url = '/') => format.hear({ method: 'POST', url, headers, bytes: Buffer.from(''), json });

const user = { role: 'user', content: 'hi' };
const called = { role: 'assistant', content: null, tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }] };
const chat = (...said: readonly Json[]) => ({ model: 'm', messages: said });
const told = (...said: readonly Json[]) => ({ model: 'm', max_tokens: 5000, messages: said });
const used = { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'f', input: {} }] };
const answered = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'x' }] };
const thinking = { type: 'enabled', budget_tokens: 2000 };
const generate = '/v1beta/models/gemini-3-pro-preview:generateContent';
const asked = { role: 'user', parts: [{ text: 'hi' }] };
const calls = { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] };

type Wrong = readonly [what: string, make: () => WireFormat, json: Json, says: RegExp, url?: string];

const wrongs: readonly Wrong[] = [
  ['chat: an unknown member', openaiChat, { ...chat(user), thinking: {} }, /Unknown parameter: 'thinking'/],
  ['chat: an unknown member of a message', openaiChat, chat({ ...user, cache_control: {} }), /messages\[0\]\.cache_control/],
  ['chat: a call without its answer', openaiChat, chat(user, called, user), /must be followed by tool messages/],
  [
    'chat: an answer without its call',
    openaiChat,
    chat(user, { role: 'tool', tool_call_id: 'c9', content: 'x' }),
    /must be a response to a preceding/,
  ],
  ['chat: a choice without tools', openaiChat, { ...chat(user), tool_choice: 'auto' }, /only allowed when 'tools'/],
  ['chat: thinking that does not come back', () => openaiChat({ mustReplay: true }), chat(user, called), /reasoning_content/],
  ['mistral: a member of OpenAI’s', mistral, { ...chat(user), seed: 1 }, /extra_forbidden/],
  ['mistral: an id that is too short', mistral, chat(user, called), /length of 9/],
  ['messages: no max_tokens', messages, { model: 'm', messages: [user] }, /max_tokens: Field required/],
  ['messages: an unknown member', messages, { ...told(user), n: 1 }, /n: Extra inputs/],
  [
    'messages: an unknown member of a block',
    messages,
    told({ role: 'user', content: [{ type: 'text', text: 'a', name: 'b' }] }),
    /Extra inputs/,
  ],
  ['messages: empty text', messages, told({ role: 'user', content: [{ type: 'text', text: '' }] }), /must be non-empty/],
  ['messages: a call without its result', messages, told(user, used, user), /without `tool_result` blocks/],
  [
    'messages: thinking that is not its own',
    messages,
    told(user, { role: 'assistant', content: [{ type: 'thinking', thinking: 'a', signature: 'b' }] }, user),
    /Invalid `signature`/,
  ],
  ['messages: an answer that was thought, without', messages, { ...told(user, used, answered), thinking }, /Expected `thinking`/],
  [
    'messages: a budget that leaves no room',
    messages,
    { ...told(user), thinking: { type: 'enabled', budget_tokens: 5000 } },
    /must be greater than/,
  ],
  ['gemini: an unknown name', gemini, { contents: [asked], seed: 1 }, /Unknown name .*seed/, generate],
  [
    'gemini: an answer without its call',
    gemini,
    { contents: [asked, { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] }] },
    /equal to the number/,
    generate,
  ],
  ['gemini: a call without a signature', gemini, { contents: [asked, calls, asked] }, /missing a thought_signature/, generate],
  [
    'gemini: a keyword that Schema has not',
    gemini,
    {
      contents: [asked],
      generationConfig: { responseMimeType: 'application/json', responseSchema: { type: 'object', additionalProperties: false } },
    },
    /Unknown name .*additionalProperties/,
    generate,
  ],
  ['converse: no signature', () => converse('claude', { id: 'a', secret: 'b', region: 'c' }), {}, /signature/, '/model/m/converse'],
  ['cohere: a member of OpenAI’s', cohere, { ...chat(user), top_p: 1 }, /unknown field/],
  ['cohere: a call without its answer', cohere, chat(user, { ...called, content: 'x' }, user), /directly follow/],
  ['ollama: content in parts', ollama, chat({ role: 'user', content: [{ type: 'text', text: 'a' }] }), /cannot unmarshal/],
  ['responses: an unknown member', openaiResponses, { model: 'm', input: 'a', messages: [] }, /Unknown parameter: 'messages'/],
  [
    'responses: an answer without its call',
    openaiResponses,
    { model: 'm', input: [{ type: 'function_call_output', call_id: 'c', output: 'x' }] },
    /No tool call found/,
  ],
  [
    'responses: thinking that is not its own',
    openaiResponses,
    { model: 'm', input: [{ type: 'reasoning', id: 'r', summary: [], encrypted_content: 'x' }] },
    /could not be verified/,
  ],
];

describe('a stand-in refuses', () => {
  it.each(wrongs.map((wrong) => [wrong[0], wrong] as const))('%s', (_name, [, make, json, says, url]) => {
    expect(() => hear(make(), json, url)).toThrow(says);
  });

  it('nothing that is right', () => {
    const result = { role: 'tool', tool_call_id: 'c1', content: 'x' };

    expect(hear(openaiChat(), chat(user, called, result))).toMatchObject({ calls: [{ id: 'c1' }], results: [{ id: 'c1', text: 'x' }] });
    expect(hear(messages(), told(user, used, answered))).toMatchObject({ calls: [{ id: 't1' }], results: [{ id: 't1', text: 'x' }] });
    expect(hear(gemini(), { contents: [asked] }, generate)).toMatchObject({ said: [{ role: 'user', text: 'hi' }] });
    expect(hear(cohere(), chat(user))).toMatchObject({ said: [{ role: 'user', text: 'hi' }] });
  });
});
