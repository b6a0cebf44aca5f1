import type { FaultKind } from '@sluice/provider-sdk';

/** One thing that happened on a request's way through its config. Times are milliseconds. */
export type Step =
  /** A fork chose one of its branches. */
  | { readonly kind: 'chosen'; readonly fork: string; readonly mode: string; readonly target: string; readonly why: string }
  /** A branch was passed over. */
  | { readonly kind: 'skipped'; readonly target: string; readonly reason: string }
  /** A target was asked, once or several times. */
  | Attempt;

export interface Attempt {
  readonly kind: 'attempt';
  readonly target: string;
  readonly provider: string | undefined;
  readonly model: string | undefined;
  readonly status: number;
  readonly fault: FaultKind | undefined;
  /** As the reply's header tells it: `-1` where a listed status was still there after the last. */
  readonly retries: number;
  readonly ms: number;
  /** Let go because another answered sooner; what it cost is only an estimate. */
  readonly lost?: true;
  /** Asked to go on with the answer of another that broke off. */
  readonly continued?: true;
  /** Tokens that went in, by estimate, where no count will come. */
  readonly estimatedInputTokens?: number;
}

/** What a request's way looked like, written as it goes. */
export class Journal {
  readonly #steps: Step[] = [];
  /** The experiment that the request is part of, and the variant that it got. */
  experiment: string | undefined;
  variant: string | undefined;

  add(step: Step): void {
    this.#steps.push(step);
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }
}
