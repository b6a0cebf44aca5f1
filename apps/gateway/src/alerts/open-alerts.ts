import type { CircuitView } from '@sluice/core';
import type { LogStore } from '@sluice/store/logs';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log/logger.ts';
import type { EntrySink } from '../telemetry/entry-sink.ts';
import type { SentCounts } from '../telemetry/metrics/pipeline-metrics.ts';
import type { Workers } from '../telemetry/workers.ts';
import type { AlertEntry } from './alert-entry.ts';
import { Deliveries } from './deliveries.ts';
import type { WorkspaceIds } from './observe.ts';
import { spent } from './spent.ts';
import { Watch } from './watch.ts';

/** Alerts of the config file, at work. */
export interface Alerts {
  readonly sink: EntrySink;
  counts(): SentCounts;
  /** Gets what has to be said to where it goes for so many milliseconds, and is gone. */
  close(limitMs: number): Promise<void>;
}

export interface AlertsMeans {
  /** The config file's, as it stands: read again, it is another list. */
  readonly alerts: () => readonly AlertEntry[];
  readonly circuits: () => readonly CircuitView[];
  /** The log's records; undefined where none are kept. */
  readonly store: (() => Promise<LogStore>) | undefined;
  readonly workspaceIds: WorkspaceIds;
  readonly workers: Workers;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly version: string;
}

/** Fast enough for whoever is woken by it, and cheap. */
const EVERY_MS = 1_000;

export function openAlerts({ alerts, circuits, store, workspaceIds, workers, log, version }: AlertsMeans): Alerts {
  const deliveries = new Deliveries({
    now: Date.now,
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    userAgent: `sluice/${version}`,
    log,
  });
  const watch = new Watch({
    alerts,
    circuits,
    spent: store && ((rule, now) => spent(rule, now, { store, workspaceIds })),
    workspaceIds,
    workers,
    now: Date.now,
    newId: randomUUID,
    tell: (notice) => deliveries.send(notice),
  });
  let looking: Promise<void> | undefined;
  const look = () =>
    (looking ??= watch
      .look()
      .catch((error: unknown) => log.error('alerts could not be judged', { reason: (error as Error).message }))
      .finally(() => (looking = undefined)));
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return {
    sink: watch.sink,
    counts: () => deliveries.counts(),
    async close(limitMs) {
      clearInterval(timer);
      await looking;
      await deliveries.close(limitMs);
    },
  };
}
