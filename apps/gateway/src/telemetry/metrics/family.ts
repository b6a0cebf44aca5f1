/** Label names and their values, in one order for all samples of a family. */
export type Labels = Readonly<Record<string, string | number>>;

/** One figure of a family; a histogram has samples of several names. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  readonly metricName?: string;
}

/** What Prometheus knows by one name. Plain data, so that a worker can send it to another. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** How figures of several workers become one. */
  readonly aggregator: 'sum' | 'max' | 'min' | 'first' | 'average' | 'omit';
  readonly values: readonly Sample[];
}

/** A figure without labels that may go up and down. */
export const gauge = (name: string, help: string, value: number, aggregator: 'sum' | 'max' = 'sum'): Family => ({
  name,
  help,
  type: 'gauge',
  aggregator,
  values: [{ labels: {}, value }],
});
