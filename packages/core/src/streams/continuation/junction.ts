import { RepeatedPart } from './repeated-part.ts';
import { RestartedText } from './restarted-text.ts';
import type { Joint, Verdict } from './verdict.ts';

export type { Verdict } from './verdict.ts';

/** What is known of an answer that broke and of who is to go on with it. */
export interface JunctionMeans {
  /** What the caller has been shown. */
  readonly sent: string;
  /** Whether the target was asked to go on from it; else it was asked afresh. */
  readonly prefilled: boolean;
  /** Whether it was given without its last white space. Where nobody knows, white space that comes twice is taken for one. */
  readonly trimmed?: boolean | undefined;
}

/**
 * Finds where a broken answer ends and what another target makes of it goes on: no word twice, none lost, and
 * where that cannot be proven it says so. It is fed until it has decided, and not after that.
 */
export class Junction {
  readonly #joint: Joint;

  constructor({ sent, prefilled, trimmed = true }: JunctionMeans) {
    this.#joint = prefilled ? new RepeatedPart(sent, trimmed) : new RestartedText(sent);
  }

  push(piece: string): Verdict {
    return this.#joint.push(piece);
  }

  /** The new text is whole. */
  end(): Verdict {
    return this.#joint.end();
  }
}
