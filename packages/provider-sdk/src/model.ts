import type { Price, UnitPrice } from './price.ts';

/** One model of a provider's catalogue. A model that is not listed is served all the same. */
export interface Model {
  /** As the provider spells it, and as it is sent. */
  readonly id: string;
  /** Tokens that fit in, prompt and answer together unless the provider counts apart. */
  readonly context?: number;
  /** Tokens that may come out. */
  readonly maxOutput?: number;
  /** What it can be asked for and what it can do then. Not given: unknown, and nothing is refused for it. */
  readonly supports?: readonly Capability[];
  /** For what is sold by tokens in and out, both of them known. Unknown is left out; zero means that the provider says it is free. */
  readonly price?: Price;
  /** In place of `price` for what is sold in another way: by the picture, the second, the search, or by tokens of which one side is not known. */
  readonly unitPrice?: UnitPrice;
  /** What a model costs that somebody has made of it by fine-tuning. */
  readonly fineTuned?: UnitPrice;
  /** The day on which the provider stops serving the model, as it has announced: `YYYY-MM-DD`. */
  readonly retires?: string;
  /** Present once the provider has stopped serving the model. */
  readonly retired?: Retirement;
}

/**
 * What a model can be asked for (`chat` to `realtime`, named for operations where there is one) and what it can do then.
 * `vision` is pictures in, for embeddings too; `images` is pictures out.
 */
export const CAPABILITIES = [
  'chat',
  'completions',
  'responses',
  'embeddings',
  'rerank',
  'moderation',
  'images',
  'image_edits',
  'video',
  'speech',
  'transcription',
  'translation',
  'ocr',
  'realtime',
  'tools',
  'json',
  'json_schema',
  'reasoning',
  'vision',
  'pdf',
  'audio_in',
  'audio_out',
  'video_in',
  'prompt_caching',
  'web_search',
] as const;

/** One of `CAPABILITIES`. */
export type Capability = (typeof CAPABILITIES)[number];

/** What became of a model that is served no more. */
export interface Retirement {
  /** The living model that does its work best; it is in the same catalogue. */
  readonly successor: string;
  /** The day on which the successor was chosen, `YYYY-MM-DD`, and where the retirement is written. */
  readonly chosen: string;
}
