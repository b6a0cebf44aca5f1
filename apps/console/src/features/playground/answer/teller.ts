/** The longest that anybody waits for what has come, in milliseconds. */
const MOST_MS = 250;

/** A long text takes longer to show: with so many characters a millisecond more is waited. */
const CHARACTERS_A_MS = 800;

/** Tells listeners that there is something new: at most once a frame, and less often the more there is to show. */
export class Teller {
  readonly #listeners = new Set<() => void>();
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** Listens; what is returned ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param prepare Done right before it is told. @param length How much is shown already, in characters. */
  tellSoon(prepare: () => void, length: number): void {
    this.#waiting ??= setTimeout(
      () => {
        this.#waiting = undefined;
        prepare();
        this.#tell();
      },
      Math.min(MOST_MS, 16 + length / CHARACTERS_A_MS),
    );
  }

  /** Tells at once, and not again of what was to be told soon. */
  tellNow(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
