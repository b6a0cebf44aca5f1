/** Answers on their way that others who ask the same may wait for. */
export class Joins {
  readonly #flying = new Map<string, Promise<void>>();

  /** Resolves when the answer has come or failed; undefined where nobody has asked. */
  get(key: string): Promise<void> | undefined {
    return this.#flying.get(key);
  }

  add(key: string, answer: Promise<unknown>): void {
    const settled = answer.then(
      () => {},
      () => {},
    );
    this.#flying.set(key, settled);
    void settled.then(() => {
      if (this.#flying.get(key) === settled) this.#flying.delete(key);
    });
  }
}
