import type { Answered } from './read-answered.ts';
import type { Asked } from './read-asked.ts';

/** One exchange with a provider, as far as its cost depends on it. */
export interface TriedCall {
  /** Its slug. */
  readonly provider: string;
  /** As it was sent. */
  readonly model: string | undefined;
  /** The slug of the stored credential that was called with. */
  readonly virtualKey: string | undefined;
  readonly method: string;
  /** Of the caller's request, without its query. */
  readonly path: string;
  /** `chat`, `images`; undefined where it was passed through. */
  readonly operation: string | undefined;
  /** As the provider answered, or what a fault comes to; undefined where it came to neither. */
  readonly status: number | undefined;
  /** As the provider told it, in the words of any door. */
  readonly usage: unknown;
  /** Tokens that went in, by estimate, where nobody tells them although they may have to be paid for. */
  readonly estimatedInput: number | undefined;
  /** Bytes of text that came out of a stream whose tokens nobody tells. */
  readonly outputBytes: number;
  readonly asked: Asked | undefined;
  /** Given with the try whose answer it is. */
  readonly answered: Answered | undefined;
}
