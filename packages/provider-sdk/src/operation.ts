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
  /** `POST /v1/chat/completions`, in OpenAI's dialect or by a codec. */
  readonly chat?: Served<F>;
  /** `POST /v1/completions`: text that goes on from a prompt. */
  readonly completions?: Served<F>;
  /** `POST /v1/embeddings`. */
  readonly embeddings?: Served<F>;
  /** `POST /v1/moderations`. */
  readonly moderations?: Served<F>;
  /** `POST /v1/responses`. Without it calls to that address are told by way of `chat`. */
  readonly responses?: Served<F>;
  /** `POST /v1/images/generations`: pictures from text. */
  readonly images?: Served<F>;
  /** `POST /v1/images/edits`, as a form with the pictures in it. */
  readonly imageEdits?: Served<F>;
  /** `POST /v1/images/variations`, as a form with the picture in it. */
  readonly imageVariations?: Served<F>;
  /** `POST /v1/audio/speech`: sound from text. */
  readonly speech?: Served<F>;
  /** `POST /v1/audio/transcriptions`, as a form with the sound in it: text in the language that is spoken. */
  readonly transcriptions?: Served<F>;
  /** `POST /v1/audio/translations`, as a form with the sound in it: text in English. */
  readonly translations?: Served<F>;
  /** `GET /v1/models` and `GET /v1/models/…`. */
  readonly models?: Served<F>;
  /** `POST /v1/messages`, Anthropic's. Without it calls to that address are told by way of `chat`. */
  readonly messages?: Served<F>;
  /** `POST /v1/messages/count_tokens`, Anthropic's. */
  readonly countTokens?: Served<F>;
  /** `POST /v1/rerank`: documents by how well they answer a query. */
  readonly rerank?: Served<F>;
  /** A WebSocket in place of an answer: its frames pass through untouched. */
  readonly realtime?: Served<F>;
}

/** The name of something a provider can be asked for: a key of `Operations`. */
export type OperationName = keyof Operations;

/** How an operation is given: the same for every model, or chosen by it. */
export type Served<F extends Fields = Fields> = Operation<F> | ModelChoice<F>;

/** An operation that differs from model to model, or that only some models have. */
export interface ModelChoice<F extends Fields = Fields> {
  /** Undefined: this model cannot be asked for it. Called with no model where none is known yet. */
  readonly choose: (model: string | undefined) => Operation<F> | undefined;
}

/** One thing a provider does: in a dialect that callers speak too, or through a codec. */
export type Operation<F extends Fields = Fields> = SameDialect<F> | Translated<F>;

/**
 * One thing a provider does, in a dialect that callers speak too: their bytes and the provider's
 * pass through untouched but for what `prepare` and `mend` change.
 */
export interface SameDialect<F extends Fields = Fields> extends OperationTraits {
  /** What both the caller and the provider speak. */
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
  /** Never there: it tells this kind of operation from `Translated`. */
  readonly codec?: undefined;
}

/** One thing a provider does in a format of its own, and the codec that speaks it. */
export interface Translated<F extends Fields = Fields> extends OperationTraits {
  /** What the codec is spoken to in: the operation's own dialect. */
  readonly dialect: Dialect;
  /** Writes the provider's request and reads its answers and streams. */
  readonly codec: Codec<F>;
}

/** How a stream tells its token counts: unasked, only when asked by `stream_options`, or not at all. */
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
  /** A whole answer. Default: it passes as it is. */
  readonly reply?: (reply: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** One event of a stream. Default: it passes as it is. */
  readonly chunk?: (chunk: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Bytes without which a reply or an event needs no mending, so that others are not parsed: `"thinking"`. */
  readonly signs: readonly string[];
}

/** All that an adapter is told about where it is being used. */
export interface Target<F extends Fields = Fields> {
  /** As the caller named it, after aliases; undefined where the operation has none or none is known yet. */
  readonly model: string | undefined;
  /** The values of the provider's fields, from the caller, a virtual key or the operator. */
  readonly settings: Settings<F>;
}

/** A target, and how it is to answer. */
export interface StreamTarget<F extends Fields = Fields> extends Target<F> {
  /** Whether the caller asked for a stream. */
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
