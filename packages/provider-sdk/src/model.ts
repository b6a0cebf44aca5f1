/** One model of a provider's catalogue. A model that is not listed is served all the same. */
export interface Model {
  readonly id: string;
  /** Tokens that fit in, prompt and answer together unless the provider counts apart. */
  readonly context?: number;
  /** Tokens that may come out. */
  readonly maxOutput?: number;
  readonly supports?: readonly Capability[];
  /** Unknown is left out; zero means that the provider says it is free. */
  readonly price?: Price;
  /** Present once the provider has stopped serving the model. */
  readonly retired?: Retirement;
}

export type Capability =
  | 'chat'
  | 'tools'
  | 'vision'
  | 'json'
  | 'json_schema'
  | 'reasoning'
  | 'moderation'
  | 'embeddings'
  | 'speech'
  | 'transcription'
  | 'translation';

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number;
}

export interface Retirement {
  /** The living model that does its work best; it is in the same catalogue. */
  readonly successor: string;
  /** The day on which the successor was chosen, `YYYY-MM-DD`, and where the retirement is written. */
  readonly chosen: string;
}
