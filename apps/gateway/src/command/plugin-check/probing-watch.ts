import { isFaultError, type FaultError } from '@sluice/provider-sdk';
import { Watch } from '../../plugins/guard/watch.ts';
import { ToldSecrets } from './told-secrets.ts';

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
  readonly #telling = new Set<string>();
  /** All that its functions were lent. */
  readonly secrets = new ToldSecrets();
  #busy = false;

  /** By function, in the order in which they came. */
  get wrongs(): readonly Wrong[] {
    return [...this.#wrongs, ...[...this.#telling].map((where) => [where, TELLS] as const)].map(([where, why]) => ({ where, why }));
  }

  override call<T>(where: string, secrets: readonly string[], act: () => T): T {
    this.secrets.lent(secrets);
    try {
      return super.call(where, secrets, () => this.#heard(where, act));
    } catch (error) {
      throw unmasked(error);
    }
  }

  /** What is thrown stays what it was by its name: a mistake in a program is told from a sentence for the author of a config. */
  override bounded<T>(where: string, act: () => T): T {
    let name: string | undefined;
    try {
      return super.bounded(where, () => {
        try {
          return act();
        } catch (error) {
          name = nameOf(error);
          throw error;
        }
      });
    } catch (error) {
      if (name !== undefined && error instanceof Error && !isFaultError(error)) error.name = name;
      throw error;
    }
  }

  /** Notes that what a function said has a secret in it. */
  tells(where: string): void {
    this.#telling.add(where);
  }

  /** Looks through what is thrown while the secrets are still in it, and where whatever it is comes to an end. */
  #heard<T>(where: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (!READS_ANSWERS.test(where) && this.secrets.areIn(error)) this.tells(where);
      throw error;
    }
  }

  override promised<T>(where: string, secrets: readonly string[], act: () => unknown, read: (given: unknown) => T): T | Promise<T> {
    const late = this.#late.get(where);
    if (late) throw late;
    try {
      const came = super.promised(where, secrets, act, read);
      return came instanceof Promise ? came.catch((error: unknown) => this.#noted(where, error)) : came;
    } catch (error) {
      return this.#noted(where, error);
    }
  }

  #noted(where: string, error: unknown): never {
    const failure = unmasked(error);
    if (failure instanceof Error && failure.message.includes(NOTHING_CAME)) this.#late.set(where, failure);
    throw failure;
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

/** What is said of a function whose messages have a secret in them. */
export const TELLS = 'what it throws, or gives as a fault, has a secret setting in it';

/** These may throw what a provider has said, which may be the very key that it refuses. */
const READS_ANSWERS = /\.(?:reply|stream|mend)\b|^readFault$/;

/** Its words for a function that had to be interrupted. */
export const KEPT_BUSY = 'kept the process busy';

function nameOf(error: unknown): string | undefined {
  try {
    return error instanceof Error ? String(error.name) : undefined;
  } catch {
    // What does not let itself be read has no name either.
    return undefined;
  }
}

/** What a plugin did wrong, as no fault; a fault that it meant to give stays one. */
const unmasked = (error: unknown): unknown =>
  isFaultError(error) && error.fault.kind === 'plugin_failed' ? new Error(error.fault.message, { cause: error }) : error;
