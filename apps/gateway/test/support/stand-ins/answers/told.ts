import type { Json } from '../json.ts';

/** What a caller was told, whatever the door. */
export interface Told {
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: Json }[];
  readonly finish: 'stop' | 'calls' | 'length' | 'refused';
  readonly usage: Used | undefined;
  /** What a client of this door sends back of it: a message, or items. */
  readonly back: readonly Json[];
}

/** Tokens: `input` is all that went in, what a cache had included; `output` all that came out. */
export interface Used {
  readonly input: number;
  readonly cached: number;
  readonly written: number;
  readonly output: number;
  readonly thought: number;
}

/** A stream as it was read: to its end, or to a failure that it told. */
export type Streamed = { readonly ended: true; readonly told: Told } | { readonly ended: false; readonly error: Json };
