/** What every thing in memory has. */
export interface Entry {
  readonly id: string;
}

/** Things of one kind, found by their id or by a name. */
export class Collection<T extends Entry> {
  readonly #namesOf: (entry: T) => readonly string[];
  readonly #byId = new Map<string, T>();
  readonly #byName = new Map<string, T>();

  /** @param namesOf What a thing goes by besides its id. */
  constructor(namesOf: (entry: T) => readonly string[]) {
    this.#namesOf = namesOf;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  /** By id, else by name: nobody can take a thing's place by giving another one its id for a name. */
  find(name: string): T | undefined {
    return this.#byId.get(name) ?? this.#byName.get(name);
  }

  /** By name alone. */
  named(name: string): T | undefined {
    return this.#byName.get(name);
  }

  all(): IterableIterator<T> {
    return this.#byId.values();
  }

  put(entry: T): void {
    this.remove(entry.id);
    this.#byId.set(entry.id, entry);
    for (const name of this.#namesOf(entry)) this.#byName.set(name, entry);
  }

  remove(id: string): void {
    const old = this.#byId.get(id);
    if (!old) return;
    this.#byId.delete(id);
    // A name may have gone over to another thing meanwhile.
    for (const name of this.#namesOf(old)) if (this.#byName.get(name) === old) this.#byName.delete(name);
  }
}
