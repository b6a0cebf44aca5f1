import type { Asked, Json } from '../codec.ts';
import { compact } from './usage.ts';

/** Why an answer ended, in OpenAI's words. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** A tool call as a reply has it. */
export interface CallSaid {
  readonly id: string;
  readonly name: string;
  /** JSON, as text. */
  readonly arguments: string;
  /** Gemini's, to come back with the call. */
  readonly thoughtSignature?: string | undefined;
}

/** One answer, whole. */
export interface Said {
  /** What is said to the caller; empty where the answer is only calls or a refusal. */
  readonly text: string;
  /** Thinking, for people to read. Not given, or empty: none. */
  readonly reasoning?: string | undefined;
  /** In place of the text, where the model would not answer. */
  readonly refusal?: string | undefined;
  /** Thinking with its signature and the provider's own blocks, in the Messages API's form; text in its place among them. */
  readonly blocks?: readonly Json[] | undefined;
  /** In their order. Not given: none. */
  readonly calls?: readonly CallSaid[] | undefined;
  /** Pictures in the answer, as OpenAI-shaped providers give them: `{"type":"image_url","image_url":{"url":…}}`. */
  readonly images?: readonly Json[] | undefined;
  readonly finish: FinishReason;
  /** The provider's own word for the end. */
  readonly nativeFinish?: string | undefined;
  /** How likely the tokens were, in OpenAI's form: `{"content":[…]}`. Not given: null is told. */
  readonly logprobs?: Json | undefined;
  /** The provider's own members of a message: `citations`. */
  readonly messageExtras?: Json | undefined;
  /** The provider's own members of a choice: `groundingMetadata`. */
  readonly extras?: Json | undefined;
}

/** A whole answer, as `chatReply` writes it. */
export interface Reply {
  /** The provider's own. Default: one made of the request's id. */
  readonly id?: string | undefined;
  /** What answered, in the provider's words. Default: the model that was asked for. */
  readonly model?: string | undefined;
  /** When, in seconds since 1970. Default: when it was asked. */
  readonly createdS?: number | undefined;
  /** One for each answer asked for, in their order. */
  readonly choices: readonly Said[];
  /** See `usageOf`; undefined where the provider tells nothing. */
  readonly usage: Json | undefined;
  /** What served it, in the provider's word. Not given: nothing is told. */
  readonly serviceTier?: string | undefined;
  /** The provider's own members of a reply. */
  readonly extras?: Json | undefined;
}

/**
 * A whole reply in chat's own language.
 *
 * Three kinds of member go beyond OpenAI's set; a chat caller sees them by `strict_open_ai_compliance`, and whoever
 * translates into another dialect always does: `content_blocks`, `native_finish_reason`, and `extras` on a reply, a
 * choice, a message or its usage, whose members take its place.
 */
export function chatReply({ id, model, createdS, choices, usage, serviceTier, extras }: Reply, asked: Asked): Json {
  return {
    id: id ?? `chatcmpl-${asked.id}`,
    object: 'chat.completion',
    created: createdS ?? asked.createdS,
    model: model ?? asked.target.model ?? '',
    choices: choices.map(choiceOf),
    ...(usage && { usage }),
    ...(serviceTier !== undefined && { service_tier: serviceTier }),
    ...(extras && { extras }),
  };
}

function choiceOf(said: Said, index: number): Json {
  const { text, reasoning, refusal, blocks = [], calls = [], images = [], finish, nativeFinish, logprobs, messageExtras, extras } = said;
  return {
    index,
    message: {
      role: 'assistant',
      content: text === '' && (calls.length > 0 || refusal !== undefined) ? null : text,
      ...(refusal !== undefined && { refusal }),
      ...(reasoning !== undefined && reasoning !== '' && { reasoning_content: reasoning }),
      ...(blocks.length > 0 && { content_blocks: blocks }),
      ...(calls.length > 0 && { tool_calls: calls.map(callOf) }),
      ...(images.length > 0 && { images }),
      ...(messageExtras && compact(messageExtras) && { extras: messageExtras }),
    },
    logprobs: logprobs ?? null,
    finish_reason: finish,
    ...(nativeFinish !== undefined && { native_finish_reason: nativeFinish }),
    ...(extras && compact(extras) && { extras }),
  };
}

/** A tool call in OpenAI's form, its thought signature in both places where clients look for it. */
export function callOf({ id, name, arguments: text, thoughtSignature }: CallSaid): Json {
  return {
    id,
    type: 'function',
    function: { name, arguments: text, ...(thoughtSignature !== undefined && { thought_signature: thoughtSignature }) },
    ...(thoughtSignature !== undefined && { extra_content: { google: { thought_signature: thoughtSignature } } }),
  };
}
