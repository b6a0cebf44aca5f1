import type { Answer, Codec, Framing, Json } from '../codec.ts';
import { bearer } from '../auth/index.ts';
import { defineProvider } from '../define.ts';
import { FaultError } from '../fault.ts';
import { withMarkedNumbers } from '../json/index.ts';
import { secret } from '../fields.ts';
import { openAIOperations, readOpenAIFault } from '../openai/index.ts';

export const apiKey = 'sk-a-key-of-this-test';

/** Says hello in OpenAI's own words, and knows one thing that it has to take out and one that it has to put right. */
export const plain = defineProvider({
  id: 'plain',
  name: 'Plain',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://plain.invalid/v1',
  authorize: bearer('apiKey'),
  readFault: readOpenAIFault,
  operations: {
    ...openAIOperations,
    chat: {
      ...openAIOperations.chat,
      path: ({ model, streamed }) => `/chat/${model}${streamed ? '?alt=sse' : ''}`,
      prepare: (body) => body.drop('logit_bias'),
      mend: {
        signs: ['"answer"'],
        reply: ({ answer, ...reply }) => (answer === undefined ? reply : { ...reply, choices: answer }),
        chunk: ({ answer, ...chunk }) => (answer === undefined ? chunk : { ...chunk, choices: answer }),
      },
    },
    messages: { dialect: 'anthropic-messages', path: '/messages' },
    rerank: { dialect: 'rerank', path: '/rerank' },
  },
});

/** Speaks `{"ask":…}` and answers `{"say":…,"tool":…}`, in whatever frames. */
export const foreign = (framing: Framing, codec: Codec = codecOf(framing)) =>
  defineProvider({
    id: 'foreign',
    name: 'Foreign',
    fields: { apiKey: secret('API key') },
    baseURL: 'https://foreign.invalid',
    authorize: bearer('apiKey'),
    operations: { chat: { dialect: 'openai-chat', codec } },
  });

export const codecOf = (framing: Framing): Codec => ({
  request: ({ messages, given }, { model }) => ({
    path: `/models/${model}:ask`,
    headers: { 'x-own': 'yes' },
    body: { ask: messages, ...(typeof given === 'string' && { given: JSON.parse(withMarkedNumbers(given)) as Json }) },
  }),
  reply: ({ json }: Answer, { createdS, id, target }) => {
    const { say, broken } = (json ?? {}) as Json;
    if (typeof broken === 'string') throw new FaultError({ kind: 'overloaded', message: broken });
    if (typeof say !== 'string') throw new TypeError('say is no text');
    const message = { role: 'assistant', content: say, content_blocks: [{ type: 'text' }], extras: { cited: 'a' } };
    return {
      id,
      model: target.model,
      created: createdS,
      choices: [{ index: 0, message, finish_reason: 'stop', native_finish_reason: 'DONE', extras: { grounded: true } }],
      extras: { cost: 1 },
    };
  },
  stream: {
    framing,
    reader: ({ id, createdS, target: { model } }) => {
      const chunkOf = (delta: Json, finish: string | null) => ({
        id,
        model,
        created: createdS,
        choices: [{ index: 0, delta, finish_reason: finish, ...(finish !== null && { extras: { why: 'native' } }) }],
      });
      let over = false;
      return {
        read({ data, failed }) {
          const { say, tool, end, error } = data as Json;
          if (failed || error !== undefined) throw new FaultError({ kind: 'rate_limited', message: 'too many words' });
          if (end === true) over = true;
          if (tool !== undefined) return [chunkOf({ tool_calls: [{ index: 0, function: { arguments: JSON.stringify(tool) } }] }, null)];
          return say === undefined ? [] : [chunkOf({ content: say }, null)];
        },
        end: () => (over ? [chunkOf({}, 'stop')] : []),
      };
    },
  },
});
