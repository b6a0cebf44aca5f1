import { isFaultError, type FaultError } from '@sluice/provider-sdk';
import { Watch } from '../../plugins/guard/watch.ts';

/** What one function of a plugin did wrong first. */
export interface Wrong {
  /** As its author knows it: `chat.codec.request`. */
  readonly where: string;
  readonly why: string;
}

/**
 * A guard that hides nothing: what a gateway makes a fault of, so that its callers get an answer, is here the failure that it is,
 * and written down. A function whose promise was not kept is not waited for again, or one that hangs would be waited for at every
 * question.
 */
export class ProbingWatch extends Watch {
  readonly #wrongs = new Map<string, string>();
  readonly #late = new Map<string, Error>();
  #busy = false;

  /** By function, in the order in which they came. */
  get wrongs(): readonly Wrong[] {
    return [...this.#wrongs].map(([where, why]) => ({ where, why }));
  }

  override call<T>(where: string, secrets: readonly string[], act: () => T): T {
    try {
      return super.call(where, secrets, act);
    } catch (error) {
      throw unmasked(error);
    }
  }

  override async promised<T>(where: string, secrets: readonly string[], act: () => T | PromiseLike<T>): Promise<T> {
    const late = this.#late.get(where);
    if (late) throw late;
    try {
      return await super.promised(where, secrets, act);
    } catch (error) {
      const failure = unmasked(error);
      if (failure instanceof Error && failure.message.includes(NOTHING_CAME)) this.#late.set(where, failure);
      throw failure;
    }
  }

  override failed(where: string, why: string): FaultError {
    // One that was interrupted rests, and so do those beside it, which is no fault of theirs.
    if (!this.#busy && !this.#wrongs.has(where)) this.#wrongs.set(where, why);
    this.#busy ||= why.includes(KEPT_BUSY);
    return super.failed(where, why);
  }
}

/** The words of the guard for a promise that was not kept. */
export const NOTHING_CAME = 'nothing came of it for';

/** Its words for a function that had to be interrupted. */
export const KEPT_BUSY = 'kept the process busy';

/** What a plugin did wrong, as no fault; a fault that it meant to give stays one. */
const unmasked = (error: unknown): unknown =>
  isFaultError(error) && error.fault.kind === 'plugin_failed' ? new Error(error.fault.message, { cause: error }) : error;
