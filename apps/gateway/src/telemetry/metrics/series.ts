/** More series than this of one name would fill whoever keeps them; what comes beyond is counted together as `other`. */
const MOST_SERIES = 2_000;

/** The series of one name, by the values of their labels. */
export class SeriesMap<T> {
  readonly #labelNames: readonly string[];
  readonly #make: () => T;
  readonly #series = new Map<string, { readonly labels: Readonly<Record<string, string>>; readonly value: T }>();

  constructor(labelNames: readonly string[], make: () => T) {
    this.#labelNames = labelNames;
    this.#make = make;
  }

  at(labelValues: readonly string[]): T {
    const key = labelValues.join('\0');
    const known = this.#series.get(key);
    if (known) return known.value;
    const other = labelValues.map(() => 'other');
    if (this.#series.size >= MOST_SERIES && other.join('\0') !== key) return this.at(other);
    const labels = Object.fromEntries(this.#labelNames.map((name, index) => [name, labelValues[index]!]));
    const value = this.#make();
    this.#series.set(key, { labels, value });
    return value;
  }

  all(): Iterable<{ readonly labels: Readonly<Record<string, string>>; readonly value: T }> {
    return this.#series.values();
  }
}
