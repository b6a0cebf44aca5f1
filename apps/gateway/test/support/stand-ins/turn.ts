import type { Json } from './json.ts';

/** What a provider is to say, whatever its wire format. */
export interface Turn {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly input: Json }[];
  readonly counts?: Counts;
}

/** Tokens, none of them counted twice: the prompt is fresh, cached and written, the answer is out and thought. */
export interface Counts {
  readonly fresh: number;
  readonly cached: number;
  readonly written: number;
  readonly out: number;
  readonly thought: number;
}

export const NO_COUNTS: Counts = { fresh: 11, cached: 0, written: 0, out: 7, thought: 0 };

/** What a stand-in does with the next request that is valid. */
export type Script =
  | { readonly kind: 'say'; readonly turn: Turn }
  | { readonly kind: 'refuse'; readonly failure: Failure }
  /** Begins a stream, and says in it that something went wrong. */
  | { readonly kind: 'break'; readonly turn: Turn; readonly message: string }
  /** Begins a stream and says no more. */
  | { readonly kind: 'stall'; readonly turn: Turn };

export interface Failure {
  readonly status: number;
  readonly message: string;
  readonly retryAfterS: number;
}

/** A text in pieces of a few letters, as models write. */
export const pieces = (text: string, size = 7): readonly string[] => text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [];
