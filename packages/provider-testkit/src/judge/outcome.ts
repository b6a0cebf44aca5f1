import type { Fault, Json, Media } from '@sluice/provider-sdk';

/** What came of a question. */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: unknown }
  | { readonly kind: 'media'; readonly media: Media }
  | { readonly kind: 'stream'; readonly chunks: readonly Json[] }
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** Something was thrown that is no fault: nobody can tell what it means. */
  | { readonly kind: 'thrown'; readonly error: unknown }
  /** Nothing came in the time that it was given. */
  | { readonly kind: 'hung' };

/** Says what speaks against an outcome, by throwing an `Objection`. */
export type Judge = (outcome: Outcome) => void;
