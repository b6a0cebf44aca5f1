import type { House } from '@sluice/core';
import { openAlerts } from './alerts/open-alerts.ts';
import { workspaceId } from './config-file/build/workspaces.ts';
import type { Traffic } from './http/traffic.ts';
import { openPrices } from './cost/price-of.ts';
import type { Log } from './log/logger.ts';
import { Metrics } from './log/metrics.ts';
import { openLogs } from './log/open-logs.ts';
import { recordPricer } from './log/price-record.ts';
import { RequestLog } from './log/request-log.ts';
import type { Stored } from './open-stored.ts';
import type { Prepared } from './prepare.ts';
import { providerDirectory } from './providers/directory.ts';
import { beside } from './stored/beside.ts';
import { openTelemetry } from './telemetry/open-telemetry.ts';
import { workersOf } from './telemetry/workers.ts';
import { VERSION } from './version.ts';

export interface RecordingMeans {
  readonly prepared: Prepared;
  readonly stored: Stored;
  readonly house: House;
  readonly traffic: Traffic;
  readonly log: Log;
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** How long traces wait for their collector, and alerts for whoever wants them, when the gateway goes. */
const FAREWELL_MS = 2_000;

/** The same one every time: another list would mean other rules. */
const NO_ALERTS: readonly never[] = [];

/** Opens all that requests are written down in: log lines, figures, the log, traces. */
export async function openRecording({ prepared, stored, house, traffic, log, onBug }: RecordingMeans) {
  const { settings, environment, plugins } = prepared;
  const { find } = providerDirectory(plugins);
  const { live, memory, kept } = stored;
  const providerName = (slug: string) => find(slug)?.telemetryName ?? slug;
  const telemetry = await openTelemetry({ environment, version: VERSION, log, providerName });
  const workers = workersOf();
  const metrics = new Metrics(() => traffic.inFlight, workers);
  const alerts = openAlerts({
    alerts: () => live.file?.alerts ?? NO_ALERTS,
    circuits: () => house.routing.breakers.list(),
    store: settings.logs.kept ? () => logs.store() : undefined,
    workspaceIds: (slug) => [workspaceId(slug), memory.contents.workspaces.named(slug)?.id].filter((id) => id !== undefined),
    workers,
    log,
    version: VERSION,
  });
  const prices = openPrices({
    contents: () => memory.contents,
    models: house.models,
    providers: find,
    virtualKey: (slug) => beside(() => kept.directories().virtualKeys, memory.virtualKeys).find(slug),
  });
  const price = recordPricer(prices);
  const logs = await openLogs({
    settings,
    log,
    price,
    sinks: [metrics.entries, alerts.sink, ...(telemetry ? [telemetry.sink] : [])],
    bodiesWanted: telemetry?.wantsBodies === true,
    onBug,
  });
  const requests = new RequestLog([log.requests, metrics.sink], logs.take);
  metrics.ask({
    flush: () => requests.flush(),
    circuits: () => house.routing.breakers.list(),
    log: () => ({ ...logs.counts(), dropped: { ...logs.counts().dropped, lines: requests.dropped } }),
    spans: () => telemetry?.counts(),
    alerts: () => alerts.counts(),
  });

  return {
    requests,
    metrics,
    recording: { keepsBodies: logs.keepsBodies, begin: logs.begin, traceUpstream: settings.traceUpstream },
    workers,
    prices,
    price,
    take: logs.take,
    logStore: logs.store,
    counts: logs.counts,
    async stop() {
      requests.flush();
      await logs.stop();
      await Promise.all([telemetry?.close(FAREWELL_MS), alerts.close(FAREWELL_MS)]);
    },
  };
}
