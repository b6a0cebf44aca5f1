import type { Family, Sample } from './family.ts';
import { SeriesMap } from './series.ts';

interface Distribution {
  count: number;
  sum: number;
  /** How many fell into each bucket alone; the last is what is above all bounds. */
  readonly buckets: number[];
}

/** How something is distributed, by labels. */
export class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  readonly #series: SeriesMap<Distribution>;

  /** @param bounds Upper bounds of the buckets, the smallest first, in the unit that the name ends with. */
  constructor(
    name: string,
    help: string,
    { bounds, labelNames }: { readonly bounds: readonly number[]; readonly labelNames: readonly string[] },
  ) {
    this.#name = name;
    this.#help = help;
    this.#bounds = bounds;
    this.#series = new SeriesMap(labelNames, () => ({ count: 0, sum: 0, buckets: [...bounds, Infinity].map(() => 0) }));
  }

  observe(labelValues: readonly string[], value: number): void {
    const seen = this.#series.at(labelValues);
    seen.count++;
    seen.sum += value;
    const index = this.#bounds.findIndex((bound) => value <= bound);
    seen.buckets[index < 0 ? this.#bounds.length : index]!++;
  }

  family(): Family {
    const values = [...this.#series.all()].flatMap(({ labels, value }) => this.#samples(labels, value));
    return { name: this.#name, help: this.#help, type: 'histogram', aggregator: 'sum', values };
  }

  #samples(labels: Readonly<Record<string, string>>, { count, sum, buckets }: Distribution): readonly Sample[] {
    let below = 0;
    const bounded = [...this.#bounds, '+Inf'].map((le, index) => {
      below += buckets[index]!;
      return { labels: { ...labels, le }, value: below, metricName: `${this.#name}_bucket` };
    });
    return [
      ...bounded,
      { labels, value: sum, metricName: `${this.#name}_sum` },
      { labels, value: count, metricName: `${this.#name}_count` },
    ];
  }
}
