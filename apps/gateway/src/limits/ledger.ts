import type { Store, UsageLimit } from '@sluice/store';
import { Tally } from './tally.ts';
import { ownerOf, partsOf, resetId, usageId } from './usage-id.ts';
import { addToRows, dropRows, ROWS, rowsBehind, rowsOf, type UsageRows } from './usage-rows.ts';

/**
 * What was used of all budgets: in memory at once, and in the store as soon as that can be. Several processes add to the same
 * rows, and each reads back what all of them have come to. No call waits for it.
 */
export class Ledger {
  readonly #store: Pick<Store, 'db' | 'write'>;
  readonly #tallies = new Map<string, Tally>();
  readonly #byOwner = new Map<string, Set<Tally>>();
  /** How often things were reset, by their prefix. */
  readonly #resets = new Map<string, number>();
  /** Those that were asked for since they were last read. */
  readonly #asked = new Set<Tally>();
  /** Those with something to add. */
  readonly #waiting = new Set<Tally>();
  /** Rows of periods that are over. */
  readonly #over = new Set<string>();
  /** The round through all rows, by which is learned what nobody has asked for here: how far it has come, and what it saw. */
  #round = { place: '', seen: new Set<string>() };
  #last: Promise<void> = Promise.resolve();

  constructor(store: Pick<Store, 'db' | 'write'>) {
    this.#store = store;
  }

  /** How many budgets the store does not know the whole of. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** The tally of a budget's period; those of its other periods are over with it. */
  open(prefix: string, type: UsageLimit['type'], periodName: string): Tally {
    const id = usageId(prefix, type, periodName);
    for (const other of this.#byOwner.get(ownerOf(prefix)) ?? [])
      if (other.prefix === prefix && other.id !== id && partsOf(other.id).type === type) {
        this.#forget(other);
        this.#over.add(other.id);
      }
    this.#over.delete(id);
    const tally = this.#tally(id);
    tally.held = true;
    return tally;
  }

  /** What was used of it. Whoever asks will count with it, so it is among those that are read next. */
  ask(tally: Tally): number {
    this.#asked.add(tally);
    return tally.used;
  }

  add(tally: Tally, amount: number): void {
    if (amount <= 0) return;
    tally.add(amount);
    this.#waiting.add(tally);
  }

  /** Reads everything. @throws StoreError `unavailable` */
  load(): Promise<void> {
    return this.#inTurn(async () => {
      this.#round = { place: '', seen: new Set() };
      do await this.#readOn();
      while (this.#round.place !== '');
    });
  }

  /** Reads what is kept of things that have changed: they may have been reset. @throws StoreError `unavailable` */
  readAgain(owners: readonly string[]): Promise<void> {
    const tallies = owners.flatMap((owner) => [...(this.#byOwner.get(owner) ?? [])]);
    return tallies.length === 0 ? Promise.resolve() : this.#inTurn(() => this.#read(tallies));
  }

  /** Tells the store what it does not know, and asks it what others have told it. @throws StoreError `unavailable` */
  settle(): Promise<void> {
    return this.#inTurn(async () => {
      for (const some of inPages([...this.#waiting])) await this.#write(some);
      for (const some of inPages([...this.#over])) await this.#drop(some);
      await this.#read([...this.#asked]);
      await this.#readOn();
    });
  }

  #tally(id: string): Tally {
    const known = this.#tallies.get(id);
    if (known) return known;
    const { prefix } = partsOf(id);
    const tally = new Tally(id, this.#resets.get(prefix) ?? 0);
    this.#tallies.set(id, tally);
    const others = this.#byOwner.get(ownerOf(prefix));
    if (others) others.add(tally);
    else this.#byOwner.set(ownerOf(prefix), new Set([tally]));
    return tally;
  }

  #forget(tally: Tally): void {
    this.#tallies.delete(tally.id);
    this.#asked.delete(tally);
    this.#waiting.delete(tally);
    const owner = ownerOf(tally.prefix);
    const others = this.#byOwner.get(owner);
    others?.delete(tally);
    if (others?.size === 0) this.#byOwner.delete(owner);
  }

  /** One thing at a time: what is read and what is added must not overtake each other. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }

  async #write(tallies: readonly Tally[]): Promise<void> {
    const moving = tallies.map((tally) => [tally, tally.waiting] as const);
    const before = await this.#store.write(async ({ tx, now }) => {
      const rows = await rowsOf(tx, withResets(tallies));
      const additions = moving.filter(([tally, amount]) => amount > 0 && !tally.wasReset(resetsIn(rows, tally)));
      if (additions.length > 0) await addToRows(tx, new Map(additions.map(([{ id }, amount]) => [id, amount])), now);
      return rows;
    });
    for (const [tally, amount] of moving) {
      if (tally.wasReset(resetsIn(before, tally))) this.#take(tally, before);
      else tally.moved(amount, before.get(tally.id) ?? 0);
      if (tally.waiting === 0) this.#waiting.delete(tally);
    }
  }

  async #drop(ids: readonly string[]): Promise<void> {
    await this.#store.write(({ tx }) => dropRows(tx, ids));
    for (const id of ids) this.#over.delete(id);
  }

  async #read(tallies: readonly Tally[]): Promise<void> {
    for (const some of inPages(tallies)) {
      const rows = await rowsOf(this.#store.db, withResets(some));
      for (const tally of some) {
        this.#take(tally, rows);
        this.#asked.delete(tally);
      }
    }
  }

  #take(tally: Tally, rows: UsageRows): void {
    this.#noteResets(tally.prefix, resetsIn(rows, tally));
    tally.read(rows.get(tally.id));
    this.#round.seen.add(tally.id);
  }

  #noteResets(prefix: string, resets: number): void {
    this.#resets.set(prefix, resets);
    for (const tally of this.#byOwner.get(ownerOf(prefix)) ?? [])
      if (tally.prefix === prefix && tally.wasReset(resets)) tally.reset(resets);
  }

  async #readOn(): Promise<void> {
    const { place, seen } = this.#round;
    const rows = await rowsBehind(this.#store.db, place);
    // Resets first: they undo what is known, and not what has just been read.
    for (const [id, used] of rows) {
      const { prefix, type } = partsOf(id);
      if (type === 'reset') this.#noteResets(prefix, used);
    }
    for (const [id, used] of rows) {
      seen.add(id);
      if (partsOf(id).type !== 'reset' && !this.#over.has(id)) this.#tally(id).read(used);
    }
    if (rows.size === ROWS) this.#round.place = [...rows.keys()].at(-1)!;
    else this.#endRound();
  }

  /** What has gone from the store, and matters to nobody here, is forgotten. */
  #endRound(): void {
    for (const tally of this.#tallies.values()) if (!tally.held && !this.#round.seen.has(tally.id)) this.#forget(tally);
    this.#round = { place: '', seen: new Set() };
  }
}

const withResets = (tallies: readonly Tally[]): readonly string[] => [
  ...new Set(tallies.flatMap(({ id, prefix }) => [id, resetId(prefix)])),
];

const resetsIn = (rows: UsageRows, { prefix }: Tally): number => rows.get(resetId(prefix)) ?? 0;

function* inPages<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += ROWS) yield all.slice(from, from + ROWS);
}
