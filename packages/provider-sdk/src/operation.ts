import type { Codec } from './codec.ts';
import type { Fields, Settings } from './fields.ts';
import type { JsonObject } from './json/index.ts';

/** The wire formats that callers speak; each public address speaks one of them. */
export type Dialect =
  | 'openai-chat'
  | 'openai-completions'
  | 'openai-embeddings'
  | 'openai-moderations'
  | 'openai-responses'
  | 'openai-images'
  | 'openai-image-edits'
  | 'openai-image-variations'
  | 'openai-speech'
  | 'openai-transcriptions'
  | 'openai-translations'
  | 'openai-models'
  | 'openai-realtime'
  | 'anthropic-messages'
  | 'anthropic-count-tokens'
  | 'rerank';

/**
 * What a provider can be asked for. Presence is capability: what is missing is refused before anything is sent.
 * Where it depends on the model, a `ModelChoice` tells.
 */
export interface Operations<F extends Fields = Fields> {
  readonly chat?: Served<F>;
  readonly completions?: Served<F>;
  readonly embeddings?: Served<F>;
  readonly moderations?: Served<F>;
  readonly responses?: Served<F>;
  readonly images?: Served<F>;
  readonly imageEdits?: Served<F>;
  readonly imageVariations?: Served<F>;
  readonly speech?: Served<F>;
  readonly transcriptions?: Served<F>;
  readonly translations?: Served<F>;
  readonly models?: Served<F>;
  readonly messages?: Served<F>;
  readonly countTokens?: Served<F>;
  readonly rerank?: Served<F>;
  /** A WebSocket in place of an answer: its frames pass through untouched. */
  readonly realtime?: Served<F>;
}

export type OperationName = keyof Operations;

export type Served<F extends Fields = Fields> = Operation<F> | ModelChoice<F>;

/** An operation that differs from model to model, or that only some models have. */
export interface ModelChoice<F extends Fields = Fields> {
  /** Undefined: this model cannot be asked for it. Called with no model where none is known yet. */
  readonly choose: (model: string | undefined) => Operation<F> | undefined;
}

export type Operation<F extends Fields = Fields> = SameDialect<F> | Translated<F>;

/**
 * One thing a provider does, in a dialect that callers speak too: their bytes and the provider's
 * pass through untouched but for what `prepare` and `mend` change.
 */
export interface SameDialect<F extends Fields = Fields> extends OperationTraits {
  readonly dialect: Dialect;
  /** Below the base URL, with a slash in front; may end in a query. */
  readonly path: string | ((target: StreamTarget<F>) => string);
  /** Takes out of the caller's body what this provider is known to refuse. Pure; called once per try at a target. */
  readonly prepare?: (body: JsonObject, target: Target<F>) => void;
  /** Whether a request asks for what this provider does not do in this dialect: it is then told by way of chat, where there is one. */
  readonly declines?: (body: JsonObject) => boolean;
  /** Where the provider's words are not quite the dialect's. */
  readonly mend?: Mend;
  /** Which of chat's extras this provider takes, where a call comes from another door. Default: `reasoning_content` and `top_k`. */
  readonly takes?: readonly ChatExtra[];
  /** How a stream tells its token counts: unasked, only when asked by `stream_options`, or not at all (the default). */
  readonly streamUsage?: StreamUsage | ((target: Target<F>) => StreamUsage);
  readonly codec?: undefined;
}

/** One thing a provider does in a format of its own, and the codec that speaks it. */
export interface Translated<F extends Fields = Fields> extends OperationTraits {
  /** What the codec is spoken to in: the operation's own dialect. */
  readonly dialect: Dialect;
  readonly codec: Codec<F>;
}

export type StreamUsage = 'always' | 'asked' | 'never';

/** What chat's own language carries beyond OpenAI's, by name. */
export type ChatExtra =
  | 'cache_control'
  | 'content_blocks'
  | 'is_error'
  /** The limit under OpenAI's newer name, which its reasoning models insist on; others are told `max_tokens`, which all know. */
  | 'max_completion_tokens'
  | 'provider_tools'
  | 'reasoning_content'
  | 'reasoning_details'
  | 'thought_signature'
  | 'top_k'
  /** Pictures and files in what a tool answers. */
  | 'tool_pictures';

interface OperationTraits {
  /** Chat: given the beginning of an answer as the last message, the models answer it instead of going on from it. Default: they go on. */
  readonly ignoresPrefill?: boolean;
}

/**
 * Mends what a provider of a known dialect says in its own way. Each function is given parsed JSON and returns the
 * same object where nothing was wrong with it, whose bytes then pass on untouched, or a new one in its place.
 */
export interface Mend {
  readonly reply?: (reply: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  readonly chunk?: (chunk: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Bytes without which a reply or an event needs no mending, so that others are not parsed: `"thinking"`. */
  readonly signs: readonly string[];
}

/** All that an adapter is told about where it is being used. */
export interface Target<F extends Fields = Fields> {
  readonly model: string | undefined;
  readonly settings: Settings<F>;
}

/** A target, and how it is to answer. */
export interface StreamTarget<F extends Fields = Fields> extends Target<F> {
  readonly streamed: boolean;
}

/** The operation that serves a model, where there is one. */
export function operationFor<F extends Fields>(
  operations: Operations<F>,
  name: OperationName,
  model: string | undefined,
): Operation<F> | undefined {
  const served = operations[name];
  return served !== undefined && 'choose' in served ? served.choose(model) : served;
}
