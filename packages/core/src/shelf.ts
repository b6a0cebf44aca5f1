import { requireKey, type Caller } from './caller.ts';

/** Something stored, and whose it is. */
export interface Kept {
  /** The ids of the workspaces that may use it; undefined: everybody with a key may. */
  readonly workspaces: ReadonlySet<string> | undefined;
}

/** Where a host keeps things of one kind. Answers are known at once: whatever keeps these things keeps them in memory for us. */
export interface Stock<T> {
  /** By the name that callers use: a slug, or what else the kind goes by. */
  find(name: string): T | undefined;
  /** Every one, whoever may use it. */
  all(): Iterable<T>;
}

/**
 * Things of one kind as callers may see them. It is a class, and not another port, so that nobody gets at what is kept
 * without saying who asks: the check is here and nowhere else.
 */
export class Shelf<T extends Kept> {
  readonly #noun: string;
  readonly #stock: Stock<T>;

  /** @param noun What one is called at the beginning of a sentence: `The virtual key`. */
  constructor(noun: string, stock: Stock<T>) {
    this.#noun = noun;
    this.#stock = stock;
  }

  /**
   * What a caller means by a name; undefined where there is none, or it is another workspace's, which is the same to see.
   *
   * @param within The workspaces of the stored thing that says the name, whoever calls: what none of them may use is not
   *   there. Undefined: the caller says it, or something that is everybody's.
   * @throws FaultError `unauthenticated` for a caller without a key: whatever is stored needs one.
   */
  find(name: string, caller: Caller, within?: Kept['workspaces']): T | undefined {
    const found = this.#stock.find(name);
    if (found === undefined) return undefined;
    requireKey(caller, `${this.#noun} "${name}"`);
    return isFor(found, caller) && isWithin(found, within) ? found : undefined;
  }

  /** Every one that a caller may use: none without a key. */
  all(caller: Caller): readonly T[] {
    return caller.key ? [...this.#stock.all()].filter((each) => isFor(each, caller)) : [];
  }
}

/** A key of no workspace is the organisation's, and sees all that is in it. */
const isFor = ({ workspaces }: Kept, { key }: Caller): boolean =>
  workspaces === undefined || (key !== undefined && (key.workspace === undefined || workspaces.has(key.workspace)));

/** Else a name that nobody has would mean, to the organisation's keys, what another workspace comes to call so. */
const isWithin = ({ workspaces }: Kept, within: Kept['workspaces']): boolean =>
  workspaces === undefined || within === undefined || [...within].some((each) => workspaces.has(each));
