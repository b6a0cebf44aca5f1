import { FaultError } from '@sluice/provider-sdk';
import { types } from 'node:util';
import { noteCalled } from '../stuck.ts';
import { BusyTime } from './busy-time.ts';
import { CallTimeout, limitedCall } from './limited-call.ts';
import { readFault } from './read-fault.ts';
import { readThrown, type Thrown } from './read-thrown.ts';

/** How long a plugin may take. */
export interface PluginLimits {
  /** Milliseconds that one call may keep the process busy, and half of what slow calls may within ten seconds; 0 is not watched. `SLUICE_PLUGIN_BUSY_MS` */
  readonly busyMs: number;
  /** Milliseconds until what a plugin has promised must be there; 0 is no limit. `SLUICE_PLUGIN_WAIT_MS` */
  readonly waitMs: number;
  /** Milliseconds after which a process that has no turn left is ended; 0 is never. `SLUICE_PLUGIN_STUCK_MS` */
  readonly stuckMs: number;
}

/** A plugin that kept everybody waiting is not called again for so long. */
const REST_MS = 30_000;

/** Faults that were made here. A plugin may have made one of the same kind, with somebody else's name in it. */
const MADE = new WeakSet<FaultError>();

/** What came of a call: a value that the plugin has no hand on any more, or what it threw, as it was read. */
type Came<T> = { readonly value: T } | { readonly thrown: Thrown };

/** A promise's end, in a box: an object that a promise gives may be one to wait for, and never end. */
type Box = { readonly kept: unknown } | { readonly broken: unknown };

/** Calls one plugin's functions so that what goes wrong in them is a fault which names the plugin, and nothing else. */
export class Watch {
  readonly #plugin: string;
  readonly #limits: PluginLimits;
  readonly #now: () => number;
  readonly #busy: BusyTime;
  #restsUntil = 0;

  /** @param plugin The name that it was loaded by, for messages. */
  constructor(plugin: string, limits: PluginLimits, now: () => number = Date.now) {
    this.#plugin = plugin;
    this.#limits = limits;
    this.#now = now;
    this.#busy = new BusyTime(limits.busyMs, now);
  }

  /**
   * Calls a function of the plugin's and reads what it gives.
   *
   * @param where The function, as its author knows it: `chat.codec.request`.
   * @param secrets Cut out of whatever it says went wrong.
   * @param act Gives what the plugin has no hand on any more: to look at a value of a plugin's is to call the plugin.
   * @throws FaultError
   */
  call<T>(where: string, secrets: readonly string[], act: () => T): T {
    const came = this.#limited(where, act);
    if ('value' in came) return came.value;
    throw this.#told(where, secrets, came.thrown);
  }

  /**
   * The same for a caller who knows how to tell a failure: it is thrown as it is, in an error of ours.
   *
   * @throws FaultError where it keeps the process busy, or did lately, or refuses; else Error.
   */
  bounded<T>(where: string, act: () => T): T {
    const came = this.#limited(where, act);
    if ('value' in came) return came.value;
    const { fault, reason } = came.thrown;
    throw came.thrown.ours ?? (fault ? new FaultError(fault) : new Error(reason));
  }

  /**
   * What a function gives or promises, read when it is there.
   *
   * @throws FaultError
   */
  promised<T>(where: string, secrets: readonly string[], act: () => unknown, read: (given: unknown) => T): T | Promise<T> {
    const given = this.call(where, secrets, () => nowOrLater(act(), read));
    return 'now' in given ? given.now : this.#inTime(where, given.later).then((box) => this.#unbox(where, secrets, box, read));
  }

  /** The same for what may take as long as its caller waits. */
  awaited<T>(where: string, secrets: readonly string[], act: () => unknown, read: (given: unknown) => T): T | Promise<T> {
    const given = this.call(where, secrets, () => nowOrLater(act(), read));
    return 'now' in given ? given.now : given.later.then((box) => this.#unbox(where, secrets, box, read));
  }

  /** The same for a caller who knows how to tell a failure. */
  boundedPromise<T>(where: string, act: () => unknown, read: (given: unknown) => T): T | Promise<T> {
    const given = this.bounded(where, () => nowOrLater(act(), read));
    if ('now' in given) return given.now;
    return given.later.then((box) => this.bounded(where, () => opened(box, read)));
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

  #limited<T>(where: string, act: () => T): Came<T> {
    if (this.#restsUntil > this.#now())
      throw this.failed(where, `it has kept the process busy, and is not called again for ${REST_MS / 1000} s`);
    noteCalled(this.#plugin);
    const began = performance.now();
    try {
      return limitedCall(this.#limits.busyMs, () => attempted(act));
    } catch (error) {
      this.#rest();
      throw this.failed(where, error instanceof CallTimeout ? error.message : 'it cannot be called');
    } finally {
      if (this.#busy.isTooMuch(performance.now() - began)) this.#rest();
    }
  }

  #rest(): void {
    this.#restsUntil = this.#now() + REST_MS;
  }

  #unbox<T>(where: string, secrets: readonly string[], box: Box, read: (given: unknown) => T): T {
    return this.call(where, secrets, () => opened(box, read));
  }

  async #inTime(where: string, later: Promise<Box>): Promise<Box> {
    const { waitMs } = this.#limits;
    if (waitMs === 0) return later;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(this.failed(where, `nothing came of it for ${waitMs} ms`)), waitMs);
    });
    return Promise.race([later, late]).finally(() => clearTimeout(timer));
  }

  #told(where: string, secrets: readonly string[], { ours, fault, reason }: Thrown): FaultError {
    if (ours) return ours;
    if (!fault) return this.failed(where, without(secrets, reason));
    const refused = readFault(fault);
    return typeof refused === 'string' ? this.failed(where, refused) : new FaultError(withoutIn(secrets, refused));
  }
}

/** Everything that is read of what a plugin throws is read in here, where reading comes to an end. */
function attempted<T>(act: () => T): Came<T> {
  try {
    return { value: act() };
  } catch (error) {
    return { thrown: readThrown(error, MADE) };
  }
}

/** Only a promise of JavaScript's own is waited for: another one decides itself when it is asked, and by whom. */
function nowOrLater<T>(given: unknown, read: (given: unknown) => T): { readonly now: T } | { readonly later: Promise<Box> } {
  if (!types.isPromise(given)) return { now: read(given) };
  const later = new Promise<Box>((resolve) => {
    void Promise.prototype.then.call(
      given,
      (kept: unknown) => resolve({ kept }),
      (broken: unknown) => resolve({ broken }),
    );
  });
  return { later };
}

function opened<T>(box: Box, read: (given: unknown) => T): T {
  if ('kept' in box) return read(box.kept);
  throw box.broken;
}

/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

const without = (secrets: readonly string[], text: string): string =>
  secrets.filter(({ length }) => length >= SHORTEST_SECRET).reduce((left, secret) => left.replaceAll(secret, '***'), text);

const withoutIn = <T extends object>(secrets: readonly string[], given: T): T =>
  JSON.parse(JSON.stringify(given, (_name, value: unknown) => (typeof value === 'string' ? without(secrets, value) : value))) as T;
