import { FaultError } from '@sluice/provider-sdk';
import { cannot, ChatChunks, chatReply, countIn, jsonIn, readChatCall, textIn, usageOf } from '@sluice/provider-sdk/chat';

/** @import { Codec, Json } from '@sluice/provider-sdk' */

/** @typedef {{ readonly model: string, readonly prompt: string, readonly most: number, readonly stream: boolean }} Question What `answer` is asked. */

/** The most tokens that are made where a call does not say. */
export const MOST_TOKENS = 64;

/**
 * OpenAI's chat, and the few words that `answer` in `provider.js` is spoken to in: text in, text out.
 *
 * @type {Codec}
 */
export const codec = {
  request(call, { model = '' }) {
    const { system, turns, maxTokens, streamed: stream, tools, format, choices } = readChatCall(call);
    if (tools.length > 0) throw cannot('tools', 'this model calls no tools');
    if (format) throw cannot('response_format', 'this model writes plain text alone');
    if (choices > 1) throw cannot('n', 'this model gives one answer a call');
    const texts = [...system, ...turns.flatMap(({ parts }) => parts)].map((part) => {
      if (part.kind !== 'text') throw cannot(part.path, 'this model reads text alone');
      return part.text;
    });
    /** @type {Question} */
    const question = { model, prompt: texts.join('\n'), most: maxTokens ?? MOST_TOKENS, stream };
    return { path: '/generate', body: question };
  },

  reply({ json }, asked) {
    const said = jsonIn(json) ?? {};
    const text = textIn(said.text);
    if (text === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'the model gave no text' });
    return chatReply({ choices: [{ text, finish: finishOf(said) }], usage: usageIn(said) }, asked);
  },

  stream: {
    framing: 'ndjson',
    reader(asked) {
      const chunks = new ChatChunks(asked);
      return {
        read({ data }) {
          const said = jsonIn(data) ?? {};
          chunks.choice().text(textIn(said.token) ?? '');
          if (said.cut !== undefined) chunks.choice().finish(finishOf(said));
          chunks.usage(usageIn(said));
          return chunks.take();
        },
        end: () => chunks.end(),
      };
    },
  },
};

/** @param {Json} said */
const finishOf = ({ cut }) => (cut === true ? 'length' : 'stop');

/** @param {Json} said */
const usageIn = ({ read, written }) => (read === undefined ? undefined : usageOf({ prompt: countIn(read), completion: countIn(written) }));
