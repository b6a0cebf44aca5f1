import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log/logger.ts';
import type { Environment } from '../settings/environment.ts';
import type { EntrySink } from './entry-sink.ts';
import type { SentCounts } from './metrics/pipeline-metrics.ts';
import { readOtelSettings } from './otel/settings.ts';

/** Traces on their way to a collector. */
export interface Telemetry {
  readonly sink: EntrySink;
  /** Whether what was said goes along: then it has to be recorded, though it may not be kept. */
  readonly wantsBodies: boolean;
  counts(): SentCounts;
  /** Sends what waits, for so many milliseconds, and is gone. */
  close(limitMs: number): Promise<void>;
}

export interface TelemetryMeans {
  readonly environment: Environment;
  readonly version: string;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** What the conventions call a provider. */
  readonly providerName: (slug: string) => string;
}

/**
 * OpenTelemetry's traces by OTLP over HTTP.
 *
 * @returns Undefined where no collector is named: then nothing of it is loaded.
 * @throws SettingsError naming the variable that cannot be obeyed.
 */
export async function openTelemetry({ environment, version, log, providerName }: TelemetryMeans): Promise<Telemetry | undefined> {
  const settings = readOtelSettings(environment);
  if (settings === undefined) return undefined;
  const { createExport } = await import('./otel/create-export.ts');
  const { exporter, close } = createExport({
    settings,
    version,
    instance: randomUUID(),
    log,
    providerName,
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    random: Math.random,
  });
  return {
    sink: exporter.sink,
    wantsBodies: settings.contents,
    counts: () => exporter.counts(),
    async close(limitMs) {
      await exporter.close(limitMs);
      close();
    },
  };
}
