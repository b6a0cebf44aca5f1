import type { Draft, Json, Target } from '@sluice/provider-sdk';
import { cannot, compact, readChatCall, type ChatCall, type Format } from '@sluice/provider-sdk/chat';
import { documentsOf } from './documents.ts';
import { writeMessages } from './write-messages.ts';
import { writeThinking } from './write-thinking.ts';
import { writeTools } from './write-tools.ts';

/**
 * Members of OpenAI's that Cohere has no name for, and which it would refuse ("unknown field"). What is on no list
 * goes through: `documents`, `citation_options`, `safety_mode`, `priority`, `strict_tools` and what comes after them.
 * Source: cohere-typescript, V2ChatRequest, 2026-08-18.
 */
const UNKNOWN: ReadonlySet<string> = new Set([
  'logit_bias',
  'store',
  'metadata',
  'prediction',
  'modalities',
  'audio',
  'verbosity',
  'web_search_options',
  'prompt_cache_key',
  'prompt_cache_retention',
  'prompt_cache_options',
  'safety_identifier',
  'top_logprobs',
  'documents',
]);

export function writeRequest(call: Json, target: Target): Draft {
  const chat = readChatCall(call);
  const documents = documentsOf(chat, call['documents']);
  return {
    path: '/v2/chat',
    body: {
      ...Object.fromEntries(Object.entries(chat.rest).filter(([name]) => !UNKNOWN.has(name))),
      model: target.model ?? chat.model,
      messages: writeMessages(chat),
      stream: chat.streamed,
      ...writeTools(chat),
      ...(documents.length > 0 && { documents }),
      ...compact({
        max_tokens: chat.maxTokens,
        seed: chat.seed,
        response_format: writeFormat(chat.format),
        thinking: writeThinking(chat),
        ...writeSampling(chat),
      }),
    },
  };
}

/** Cohere's bounds are narrower than OpenAI's: what lies outside goes to the nearest value it takes. */
const writeSampling = (chat: ChatCall): Json => ({
  temperature: chat.temperature,
  p: within(chat.topP, 0.01, 0.99),
  k: within(chat.topK, 0, 500),
  stop_sequences: chat.stop.length > 0 ? chat.stop : undefined,
  presence_penalty: within(chat.presencePenalty, 0, 1),
  frequency_penalty: within(chat.frequencyPenalty, 0, 1),
  logprobs: chat.logprobs === undefined ? undefined : true,
});

const within = (value: number | undefined, least: number, most: number) =>
  value === undefined ? undefined : Math.max(least, Math.min(value, most));

/** The schema stands right below the format, without a name, and describes an object. Source: Cohere, structured outputs page, 2026-08. */
function writeFormat(format: Format | undefined): Json | undefined {
  if (format?.kind !== 'schema') return format && { type: 'json_object' };
  const { schema, path } = format;
  // A schema that says nothing asks for any JSON, and that is what the format is without one.
  if (Object.keys(schema).length === 0) return { type: 'json_object' };
  const { type } = schema;
  if (type === 'object') return { type: 'json_object', json_schema: schema };
  if (type !== undefined && type !== null) throw cannot(`${path}.type`, 'an answer must be an object; put this into a property');
  const choice = ['anyOf', 'oneOf', 'allOf'].find((name) => schema[name] !== undefined);
  if (choice !== undefined) throw cannot(`${path}.${choice}`, 'an answer must be an object; put the choice into a property');
  return { type: 'json_object', json_schema: { ...schema, type: 'object' } };
}
