import { retryAfterMs } from '@sluice/provider-sdk';
import { boundedMap } from './bounded-map.ts';
import type { Outcome } from '../outcome.ts';
import { headerRecord } from '../wire/headers.ts';

const MOST_CREDENTIALS = 10_000;

/** Milliseconds for which a credential is left alone, by the status that it met: a limit passes, an empty account or a wrong key does not so soon. */
const REST_MS: Readonly<Record<number, number>> = { 401: 300_000, 402: 600_000, 403: 300_000, 429: 30_000 };

/** The longest that a provider can send a credential to rest for. */
const LONGEST_REST_MS = 600_000;

/** Which credentials of a pool are tired. Each rests apart from the others. */
export class Resting {
  readonly #now: () => number;
  readonly #until = boundedMap<number>(MOST_CREDENTIALS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The first that is rested; where none is, the one that will be soonest. */
  pick(upstream: string, credentials: readonly string[]): string {
    const now = this.#now();
    let best = credentials[0]!;
    let bestUntil = Infinity;
    for (const credential of credentials) {
      const until = this.#until.get(keyOf(upstream, credential)) ?? 0;
      if (until <= now) return credential;
      if (until < bestUntil) [best, bestUntil] = [credential, until];
    }
    return best;
  }

  /** Sends a credential to rest if that is what an outcome asks for. */
  noteOutcome(upstream: string, credential: string, outcome: Outcome): boolean {
    const rest = outcome.kind === 'failure' ? REST_MS[outcome.status] : undefined;
    if (rest === undefined) return false;
    const now = this.#now();
    const asked = retryAfterMs(headerRecord(outcome.headers), now);
    this.#until.set(keyOf(upstream, credential), now + Math.min(asked ?? rest, LONGEST_REST_MS));
    return true;
  }
}

const keyOf = (upstream: string, credential: string) => `${upstream} ${credential}`;
