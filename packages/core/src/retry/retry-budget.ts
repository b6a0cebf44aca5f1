import { boundedMap } from '../health/bounded-map.ts';

/** Retries that an upstream can be sent at once before the budget counts. */
const RESERVE = 100;

/** Retries that every second gives back. */
const PER_SECOND = 10;

/** Retries that every request pays for. */
const PER_REQUEST = 0.2;

const MOST_UPSTREAMS = 10_000;

interface Account {
  balance: number;
  at: number;
}

/**
 * How many retries an upstream gets: a fifth of its requests, and ten a second. A few failures are retried as
 * their config says; when everything fails, retries would multiply the load that makes it fail, and stop.
 */
export class RetryBudget {
  readonly #now: () => number;
  readonly #accounts = boundedMap<Account>(MOST_UPSTREAMS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A first try at an upstream. */
  noteRequest(upstream: string): void {
    const account = this.#settled(upstream);
    account.balance = Math.min(RESERVE, account.balance + PER_REQUEST);
  }

  /** Takes one retry from the budget; false where none is left. */
  take(upstream: string): boolean {
    const account = this.#settled(upstream);
    if (account.balance < 1) return false;
    account.balance -= 1;
    return true;
  }

  #settled(upstream: string): Account {
    const now = this.#now();
    let account = this.#accounts.get(upstream);
    if (!account) {
      account = { balance: RESERVE, at: now };
      this.#accounts.set(upstream, account);
    }
    account.balance = Math.min(RESERVE, account.balance + (Math.max(0, now - account.at) / 1000) * PER_SECOND);
    account.at = now;
    return account;
  }
}
