import { FaultError, FAULTS, isFaultError, type Fault, type FaultKind } from '@sluice/provider-sdk';
import { CallTimeout, limitedCall } from './limited-call.ts';

/** How long a plugin may take. */
export interface PluginLimits {
  /** Milliseconds that one call may keep the process busy; 0 is not watched. `SLUICE_PLUGIN_BUSY_MS` */
  readonly busyMs: number;
  /** Milliseconds until what a plugin has promised must be there; 0 is no limit. `SLUICE_PLUGIN_WAIT_MS` */
  readonly waitMs: number;
}

/** A plugin that kept everybody waiting is not called again for so long. */
const REST_MS = 30_000;

/** Longer than any sentence. */
const LONGEST_TOLD = 500;

/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

/** What only the gateway may say. */
const OURS: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'unauthenticated',
  'cancelled',
  'idempotency_conflict',
  'internal',
  'not_built',
  'hooks_failed',
  'loop_detected',
  'plugin_failed',
]);

/** Faults that were made here. A plugin may have made one of the same kind, with somebody else's name in it. */
const MADE = new WeakSet<FaultError>();

/** Calls one plugin's functions so that what goes wrong in them is a fault which names the plugin, and nothing else. */
export class Watch {
  readonly #plugin: string;
  readonly #limits: PluginLimits;
  readonly #now: () => number;
  #restsUntil = 0;

  /** @param plugin The name that it was loaded by, for messages. */
  constructor(plugin: string, limits: PluginLimits, now: () => number = Date.now) {
    this.#plugin = plugin;
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * @param where The function, as its author knows it: `chat.codec.request`.
   * @param secrets Cut out of whatever it says went wrong.
   * @throws FaultError
   */
  call<T>(where: string, secrets: readonly string[], act: () => T): T {
    try {
      return this.bounded(where, act);
    } catch (error) {
      throw this.#told(where, secrets, error);
    }
  }

  /**
   * Calls a function whose failures its caller knows how to tell: they are thrown as they are.
   *
   * @throws FaultError where it keeps the process busy, or did lately; else whatever the function throws.
   */
  bounded<T>(where: string, act: () => T): T {
    if (this.#restsUntil > this.#now())
      throw this.failed(where, `it has kept the process busy, and is not called again for ${REST_MS / 1000} s`);
    return this.reading(where, act);
  }

  /** The same for what reads a config, which is not wrong because a plugin rests. */
  reading<T>(where: string, act: () => T): T {
    try {
      return limitedCall(this.#limits.busyMs, act);
    } catch (error) {
      if (!(error instanceof CallTimeout)) throw error;
      this.#restsUntil = this.#now() + REST_MS;
      throw this.failed(where, error.message);
    }
  }

  /**
   * The same as `call` for a function that may promise its answer.
   *
   * @throws FaultError
   */
  promised<T>(where: string, secrets: readonly string[], act: () => T | PromiseLike<T>): Promise<T> {
    const given = this.call(where, secrets, act);
    return isThenable(given) ? this.inTime(where, secrets, given) : Promise.resolve(given);
  }

  /**
   * What was promised, if it comes in time.
   *
   * @throws FaultError
   */
  async inTime<T>(where: string, secrets: readonly string[], given: PromiseLike<T>): Promise<T> {
    const { waitMs } = this.#limits;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      if (waitMs > 0) timer = setTimeout(() => reject(this.failed(where, `nothing came of it for ${waitMs} ms`)), waitMs);
    });
    try {
      return await Promise.race([
        Promise.resolve(given).catch((error: unknown) => Promise.reject(this.#told(where, secrets, error))),
        late,
      ]);
    } finally {
      clearTimeout(timer);
    }
  }

  failed(where: string, why: string): FaultError {
    const error = new FaultError({
      kind: 'plugin_failed',
      message: `The plugin "${this.#plugin}" failed in ${where}: ${why}`,
      code: 'plugin_failed',
    });
    MADE.add(error);
    return error;
  }

  /** A fault that a plugin has made, with nothing in it but what a fault may have. */
  fault(where: string, secrets: readonly string[], given: unknown): Fault {
    const { kind, message, param, code, type, retryAfterMs } = (typeof given === 'object' && given !== null ? given : {}) as Partial<Fault>;
    if (typeof kind !== 'string' || !Object.hasOwn(FAULTS, kind) || OURS.has(kind))
      throw this.failed(where, `it gave the fault "${String(kind)}", which is none that a plugin may give`);
    if (typeof message !== 'string') throw this.failed(where, 'it gave a fault without a message');
    return {
      kind,
      message: without(secrets, message),
      ...(typeof param === 'string' && { param: without(secrets, param) }),
      ...(typeof code === 'string' && { code: without(secrets, code) }),
      ...(typeof type === 'string' && { type: without(secrets, type) }),
      ...(typeof retryAfterMs === 'number' && retryAfterMs >= 0 && { retryAfterMs }),
    };
  }

  #told(where: string, secrets: readonly string[], error: unknown): FaultError {
    if (error instanceof FaultError && MADE.has(error)) return error;
    try {
      if (isFaultError(error)) return new FaultError(this.fault(where, secrets, error.fault), { cause: error });
      return this.failed(where, without(secrets, reasonOf(error)).slice(0, LONGEST_TOLD));
    } catch (problem) {
      // An error whose own members throw.
      return problem instanceof FaultError && MADE.has(problem) ? problem : this.failed(where, 'it threw something that cannot be read');
    }
  }
}

/** Whether something is a promise, whoever made it. */
export const isThenable = (value: unknown): value is PromiseLike<never> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

const reasonOf = (error: unknown): string => {
  const message = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
  return typeof message === 'string' && message !== '' ? message : `it threw ${String(message)}`;
};

const without = (secrets: readonly string[], text: string): string =>
  secrets.filter(({ length }) => length >= SHORTEST_SECRET).reduce((left, secret) => left.replaceAll(secret, '***'), text);
