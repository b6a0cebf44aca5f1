import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface GaugeValue {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}

/** The process' own figures and ours in Prometheus' text format. The only file that knows prom-client; it is loaded with the first question. */
export async function renderRegistry(gauges: readonly GaugeValue[]): Promise<{ readonly type: string; readonly text: string }> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const { name, help, value } of gauges) new Gauge({ name, help, registers: [registry] }).set(value);
  return { type: registry.contentType, text: await registry.metrics() };
}
