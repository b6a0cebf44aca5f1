import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';
import type { Family } from '../telemetry/metrics/family.ts';

/** One for the process: what it counts, it counts from the first question on. */
const registry = new Registry();
collectDefaultMetrics({ register: registry });

/** The process' own figures. The only file that knows prom-client; it is loaded with the first question. */
export const processFamilies = async (): Promise<readonly Family[]> => (await registry.getMetricsAsJSON()) as unknown as readonly Family[];

/** Figures of one worker or of several, summed, in Prometheus' text format. */
export async function renderFamilies(workers: readonly (readonly Family[])[]): Promise<{ readonly type: string; readonly text: string }> {
  // Of what cannot be summed, such as when a process began, the first worker's stands for all.
  const shown = workers.map((families) =>
    families.map((family) => (family.aggregator === 'omit' ? { ...family, aggregator: 'first' as const } : family)),
  );
  const together = AggregatorRegistry.aggregate(shown);
  return { type: together.contentType, text: await together.metrics() };
}
