import type { Open } from './open.ts';

/** Documents to be put in the order of what they have to do with a query. */
export interface RerankRequest extends Open {
  readonly model: string;
  readonly query: string;
  readonly documents: readonly (string | Open)[];
  readonly top_n?: number | undefined;
}

/** One document, by its place in the request, and how well it fits. */
export interface RerankResult extends Open {
  readonly index: number;
  readonly relevance_score: number;
}

/** The documents, best first. */
export interface RerankReply extends Open {
  readonly results: readonly RerankResult[];
}
