import { FaultError } from '@sluice/provider-sdk';
import { cannot, ChatChunks, chatReply, compact, countIn, jsonIn, readChatCall, textIn, usageOf } from '@sluice/provider-sdk/chat';
import { faultOf } from './fault.js';

/**
 * @import { Answer, Asked, Codec, Draft, Json, StreamReader, Target } from '@sluice/provider-sdk'
 * @import { ChatCall, FinishReason, Part, Turn } from '@sluice/provider-sdk/chat'
 */

/**
 * Our server's language, to and from OpenAI's chat. The gateway cuts the streams into lines and translates for its other doors.
 *
 * @type {Codec}
 */
export const chatCodec = { request: writeRequest, reply: readReply, stream: { framing: 'ndjson', reader: readStream } };

/** @type {(call: Json, target: Target) => Draft} */
function writeRequest(call, target) {
  const chat = readChatCall(call);
  refuseWhatItCannotDo(chat);
  return {
    path: '/generate',
    body: {
      model: target.model,
      dialogue: chat.turns.map(writeTurn),
      stream: chat.streamed,
      ...compact({
        instructions: chat.system.length > 0 ? textOf(chat.system) : undefined,
        most_tokens: chat.maxTokens,
        warmth: chat.temperature,
        stop_at: chat.stop.length > 0 ? chat.stop : undefined,
      }),
    },
  };
}

/**
 * What would change the meaning of a request if it were left out is refused by name; a fallback then asks another target.
 *
 * @param {ChatCall} chat
 */
function refuseWhatItCannotDo({ tools, format, choices }) {
  if (tools.length > 0) throw cannot('tools', 'the in-house model calls no tools');
  if (format) throw cannot('response_format', 'the in-house model writes plain text alone');
  if (choices > 1) throw cannot('n', 'the in-house model gives one answer a call');
}

/** @type {(turn: Turn) => Json} */
function writeTurn(turn) {
  if (turn.role === 'tool' || (turn.role === 'assistant' && turn.calls.length > 0))
    throw cannot(turn.path, 'the in-house model knows nothing of tools');
  return { who: turn.role === 'assistant' ? 'model' : turn.role === 'user' ? 'person' : 'house', text: textOf(turn.parts) };
}

/** @type {(parts: readonly Part[]) => string} */
const textOf = (parts) =>
  parts
    .map((part) => {
      if (part.kind !== 'text') throw cannot(part.path, 'the in-house model reads text alone');
      return part.text;
    })
    .join('\n');

/** @type {(answer: Answer, asked: Asked) => Json} */
function readReply({ json }, asked) {
  const said = jsonIn(json) ?? {};
  const text = textIn(said.text);
  if (text === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "text"' });
  return chatReply({ choices: [{ text, finish: finishOf(said.ended) }], usage: readTokens(said.tokens) }, asked);
}

/** @type {(asked: Asked) => StreamReader} */
function readStream(asked) {
  const chunks = new ChatChunks(asked);
  return {
    read({ data }) {
      const line = jsonIn(data) ?? {};
      // The status was sent long ago: a failure from here on is a line like any other.
      if (line.problem !== undefined) throw new FaultError(faultOf(502, line));
      chunks.choice().text(textIn(line.more) ?? '');
      if (line.ended !== undefined) chunks.choice().finish(finishOf(line.ended));
      chunks.usage(readTokens(line.tokens));
      return chunks.take();
    },
    end: () => chunks.end(),
  };
}

/** @type {(ended: unknown) => FinishReason} */
const finishOf = (ended) => (ended === 'cut' ? 'length' : 'stop');

/**
 * Counts that are not told stay unknown: a made-up number would be billed.
 *
 * @type {(tokens: unknown) => Json | undefined}
 */
function readTokens(tokens) {
  const told = jsonIn(tokens);
  return told && usageOf({ prompt: countIn(told.read), completion: countIn(told.written) });
}
