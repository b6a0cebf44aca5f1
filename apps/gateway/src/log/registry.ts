import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface GaugeValue {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}

/** One for the process: what it counts, it counts from the first question on. */
const registry = new Registry();
collectDefaultMetrics({ register: registry });
const gauges = new Map<string, Gauge>();

function gaugeFor(name: string, help: string): Gauge {
  const known = gauges.get(name);
  if (known) return known;
  const gauge = new Gauge({ name, help, registers: [registry] });
  gauges.set(name, gauge);
  return gauge;
}

/** The process' own figures and ours in Prometheus' text format. The only file that knows prom-client; it is loaded with the first question. */
export async function renderRegistry(values: readonly GaugeValue[]): Promise<{ readonly type: string; readonly text: string }> {
  for (const { name, help, value } of values) gaugeFor(name, help).set(value);
  return { type: registry.contentType, text: await registry.metrics() };
}
