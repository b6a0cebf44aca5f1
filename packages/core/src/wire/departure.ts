import { FaultError } from '@sluice/provider-sdk';

/** What becomes of waiting for somebody's sake once there is nobody. */
export const callerGone = () => new FaultError({ kind: 'cancelled', message: 'the caller has gone' });

/** The caller's going away, as seen by what works for it. Lighter than an AbortController, of which each costs more than a whole relay. */
export class Departure {
  #gone = false;
  #listeners: (() => void)[] = [];

  /** Whether the caller has gone. */
  get gone(): boolean {
    return this.#gone;
  }

  /** Calls back when the caller goes; at once when it has gone. */
  onGone(listener: () => void): void {
    if (this.#gone) listener();
    else this.#listeners.push(listener);
  }

  /** For whoever sees the caller go: calls back all who wait for it, once. */
  leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    for (const listener of this.#listeners) listener();
    this.#listeners = [];
  }
}
