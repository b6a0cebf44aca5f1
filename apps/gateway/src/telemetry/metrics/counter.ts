import type { Family } from './family.ts';
import { SeriesMap } from './series.ts';

/** Counts by labels, without a library until somebody asks. */
export class Counter {
  readonly #name: string;
  readonly #help: string;
  readonly #series: SeriesMap<{ value: number }>;

  constructor(name: string, help: string, labelNames: readonly string[] = []) {
    this.#name = name;
    this.#help = help;
    this.#series = new SeriesMap(labelNames, () => ({ value: 0 }));
    // Without labels there is one series, and it is nothing before it is something.
    if (labelNames.length === 0) this.#series.at([]);
  }

  add(labelValues: readonly string[], by = 1): void {
    this.#series.at(labelValues).value += by;
  }

  family(): Family {
    const values = [...this.#series.all()].map(({ labels, value }) => ({ labels, value: value.value }));
    return { name: this.#name, help: this.#help, type: 'counter', aggregator: 'sum', values };
  }
}
