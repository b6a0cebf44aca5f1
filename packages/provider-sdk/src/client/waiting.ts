import { FaultError } from '../fault.ts';

/** The longest that a timer of JavaScript's can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** How long one call waits, and who may call it off. */
export class Waiting {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(caller: AbortSignal | undefined, timeoutMs: number) {
    this.#caller = caller;
    if (caller?.aborted) this.#leave();
    else caller?.addEventListener('abort', this.#leave, { once: true });
    if (timeoutMs > 0) this.#timer = setTimeout(() => this.#controller.abort(tooLate(timeoutMs)), Math.min(timeoutMs, LONGEST_MS));
  }

  /** Fires where nobody waits any more; its reason is what the caller is to be told. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The reply's headers are here: from now on only the caller ends it. */
  answered(): void {
    clearTimeout(this.#timer);
  }

  /** All is said. */
  end(): void {
    this.answered();
    this.#caller?.removeEventListener('abort', this.#leave);
  }

  /** The same promise, but for one who may stop waiting. */
  for<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      // Whatever it was called off with is told, be it an Error or not.
      // oxlint-disable-next-line prefer-promise-reject-errors
      const leave = () => reject(signal.reason);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  readonly #leave = (): void => this.#controller.abort(this.#caller?.reason);
}

const tooLate = (timeoutMs: number) =>
  new FaultError({ kind: 'deadline_exceeded', message: `the provider sent no answer within ${timeoutMs} ms (timeoutMs)` });
