import type { Members } from '../members.ts';

/** One of the answers of a reply, while its pieces come. */
export interface GrowingChoice {
  add(piece: Members): void;
  /** The choice as a whole reply has it, without its index; undefined while it is not finished. */
  whole(): Members | undefined;
  /** The same as far as it has come, finished or not. */
  soFar(): Members;
}

/** A reason to finish that is an answer's own; an upstream that failed says `error`. */
export const isFinishReason = (reason: unknown) => typeof reason === 'string' && reason !== '' && reason !== 'error';
