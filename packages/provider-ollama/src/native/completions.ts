import { FaultError, type Asked, type Codec, type Draft, type Json, type StreamReader, type Target } from '@sluice/provider-sdk';
import { cannot, compact, jsonIn, readChatCall, textIn } from '@sluice/provider-sdk/chat';
import { finishOf, hear } from './message.ts';
import { OPTIONS, optionsOf } from './options.ts';
import { readDurations, readUsage, secondsOf } from './usage.ts';

/** `/api/generate`. Source: Ollama, docs/openapi.yaml, 2026, and recorded traffic of 2024 and 2025. */
export const completionsCodec: Codec = { request: writeRequest, reply: readReply, stream: { framing: 'ndjson', reader: readStream } };

/** Members of OpenAI's that mean nothing here; all others, `suffix`, `raw` and `keep_alive` among them, go through. */
const UNKNOWN: ReadonlySet<string> = new Set(['options', 'logit_bias', 'best_of', 'echo']);

function writeRequest({ logprobs: _number, ...call }: Json, { model }: Target): Draft {
  const given = call['prompt'];
  const prompt = Array.isArray(given) && given.length === 1 ? (given as readonly unknown[])[0] : given;
  if (typeof prompt !== 'string') throw cannot('prompt', 'Ollama completes one text at a time');
  // A completion's members mean what a chat's do, where both have them.
  const chat = readChatCall(call);
  const own = Object.entries(chat.rest).filter(([name]) => !OPTIONS.has(name) && !UNKNOWN.has(name));
  return {
    path: '/api/generate',
    body: {
      ...Object.fromEntries(own),
      model: model ?? chat.model,
      prompt,
      // Without the word Ollama streams.
      stream: chat.streamed,
      ...compact({ options: optionsOf(chat, call) }),
    },
  };
}

function readReply({ json }: { readonly json: unknown }, asked: Asked): Json {
  const said = jsonIn(json);
  if (!said || !(typeof said['response'] === 'string' || 'error' in said)) {
    throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "response"' });
  }
  hear(said, asked);
  const durations = readDurations(said);
  return {
    ...headOf(said, asked),
    choices: [choiceOf(said, finishOf(textIn(said['done_reason']), false))],
    ...compact({ usage: readUsage(said), extras: durations }),
  };
}

function readStream(asked: Asked): StreamReader {
  let usage: Json | undefined;
  return {
    read: ({ data }) => {
      const said = jsonIn(data);
      if (!said) return [];
      hear(said, asked);
      const done = said['done'] === true;
      if (done) {
        const counted = readUsage(said);
        usage = counted && { ...headOf(said, asked), choices: [], usage: counted };
      }
      return [{ ...headOf(said, asked), choices: [choiceOf(said, done ? finishOf(textIn(said['done_reason']), false) : null)] }];
    },
    end: () => (usage ? [usage] : []),
  };
}

const headOf = (said: Json, { id, createdS, target }: Asked): Json => ({
  id: `cmpl-${id}`,
  object: 'text_completion',
  created: secondsOf(said['created_at']) ?? createdS,
  model: textIn(said['model']) ?? target.model ?? '',
});

const choiceOf = (said: Json, finish: string | null): Json => ({
  index: 0,
  text: textIn(said['response']) ?? '',
  logprobs: null,
  finish_reason: finish,
});
