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
  | 'anthropic-messages'
  | 'anthropic-count-tokens';

/** What a provider can be asked for. Presence is capability: what is missing is refused before anything is sent. */
export interface Operations<F extends Fields = Fields> {
  readonly chat?: Operation<F>;
  readonly completions?: Operation<F>;
  readonly embeddings?: Operation<F>;
  readonly moderations?: Operation<F>;
  readonly responses?: Operation<F>;
  readonly images?: Operation<F>;
  readonly imageEdits?: Operation<F>;
  readonly imageVariations?: Operation<F>;
  readonly speech?: Operation<F>;
  readonly transcriptions?: Operation<F>;
  readonly translations?: Operation<F>;
  readonly models?: Operation<F>;
  readonly messages?: Operation<F>;
  readonly countTokens?: Operation<F>;
}

export type OperationName = keyof Operations;

/**
 * One thing a provider does, in a dialect that callers speak too: their bytes and the provider's
 * pass through untouched but for what `prepare` changes.
 */
export interface Operation<F extends Fields = Fields> {
  readonly dialect: Dialect;
  /** Below the base URL, with a slash in front. */
  readonly path: string;
  /** Takes out of the caller's body what this provider is known to refuse. Pure; called once per try at a target. */
  readonly prepare?: (body: JsonObject, target: Target<F>) => void;
  /** How a stream tells its token counts: unasked, only when asked by `stream_options`, or not at all (the default). */
  readonly streamUsage?: 'always' | 'asked' | 'never';
  /** Chat: given the beginning of an answer as the last message, the models answer it instead of going on from it. Default: they go on. */
  readonly ignoresPrefill?: boolean;
}

/** All that an adapter is told about where it is being used. */
export interface Target<F extends Fields = Fields> {
  readonly model: string | undefined;
  readonly settings: Settings<F>;
}
