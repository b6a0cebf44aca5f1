import type { Open } from './open.ts';

/** Texts to be made vectors of. */
export interface EmbeddingRequest extends Open {
  readonly model: string;
  readonly input: string | readonly string[] | readonly number[] | readonly (readonly number[])[];
  readonly dimensions?: number | undefined;
  readonly encoding_format?: 'float' | 'base64' | undefined;
}

/** The vector of one text. */
export interface Embedding extends Open {
  readonly index: number;
  /** Base64 of 32-bit floats where that was asked for and the provider does it. */
  readonly embedding: readonly number[] | string;
}

/** The vectors, in the order of the texts. */
export interface EmbeddingReply extends Open {
  readonly model: string;
  readonly data: readonly Embedding[];
  readonly usage?: ({ readonly prompt_tokens?: number | undefined; readonly total_tokens?: number | undefined } & Open) | undefined;
}
