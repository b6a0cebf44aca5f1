import { createGateway, realPace, type Pace } from '@sluice/core';
import { createApp } from './http/app.ts';
import { createHostGuard } from './http/host-guard.ts';
import { createRealtime } from './http/realtime.ts';
import { createRelay } from './http/relay.ts';
import type { Traffic } from './http/traffic.ts';
import { buildHouse } from './house.ts';
import { drain } from './drain.ts';
import { LiveConfig } from './live-config.ts';
import { createLog, type LogStream } from './log/logger.ts';
import { Metrics } from './log/metrics.ts';
import { RequestLog } from './log/request-log.ts';
import type { Prepared } from './prepare.ts';
import { reportStrays } from './plugins/strays.ts';
import { providerDirectory } from './providers/directory.ts';
import { listen, urlOf } from './server.ts';
import { changedSettings } from './settings/changed.ts';
import type { KeyState } from './state/data-dir.ts';
import { VERSION } from './version.ts';

/** A gateway that is up. */
export interface Running {
  readonly url: string;
  /** Reads the config file again. */
  reload(): Promise<void>;
  /** Finishes what is under way, writes what is logged, and is gone. */
  stop(): Promise<void>;
}

/** What a gateway stands in. */
export interface Surroundings {
  /** The clock and the dice that routing goes by. */
  readonly pace: Pace;
  /** Where the log goes. */
  readonly output: LogStream;
}

const REAL: Surroundings = { pace: realPace, output: process.stdout };

/** Starts one gateway in this process. */
export async function serve(
  { settings, environment, processEnvironment, file, plugins }: Prepared,
  keys: KeyState,
  { pace, output }: Surroundings = REAL,
): Promise<Running> {
  const log = createLog(settings.logLevel, output);
  const { find } = providerDirectory(plugins);
  const live = await LiveConfig.open(file, {
    environment: processEnvironment,
    judgeSettings: (next) => changedSettings(file, next, processEnvironment, find),
    adminKeyHash: keys.adminKeyHash,
    log,
    hash: keys.hash,
    findProvider: find,
    extensions: plugins.extensions,
  });
  const { house, close } = buildHouse({ settings, environment, plugins, live, version: VERSION, pace });
  const traffic: Traffic = { inFlight: 0, cuts: new Set() };
  const metrics = new Metrics(() => traffic.inFlight);
  const requests = new RequestLog([log.requests, metrics.sink]);
  const onBug = (error: unknown) =>
    log.error('a request met a fault of our own', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const onRefused = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET') log.warn('a connection was refused', { reason: error.code ?? error.message });
  };
  // A stray promise must not take everybody's requests with it.
  if (process.listenerCount('unhandledRejection') === 0) process.on('unhandledRejection', onBug);
  reportStrays(({ plugin, text }) =>
    log.error('something was thrown where nobody calls, most likely by a plugin', { plugin, error: text }),
  );
  let stopping = false;

  const limits = { ...settings.limits, idleMs: settings.deadlines.idleMs };
  const gateway = createGateway(house);
  const relay = createRelay({ house, gateway, limits, log: requests, onBug }, traffic);
  const hostGuard = createHostGuard(settings.host, settings.loopback);
  const { corsOrigins } = settings;
  const onUpgrade = createRealtime({ house, gateway, log: requests, hostGuard, corsOrigins, onBug }, traffic);
  const app = createApp({
    house,
    relay,
    log: requests,
    metrics,
    limits,
    hostGuard,
    corsOrigins,
    loopback: settings.loopback,
    version: VERSION,
    ready: () => !stopping,
    onBug,
  });
  const { host, port } = settings;
  const server = await listen({ app, host, port, headerBytes: settings.limits.headerBytes, onUpgrade, onRefused });
  const unwatch = file ? live.watch(file.path) : () => {};
  const url = urlOf(server);
  log.info('listening', { url, providers: plugins.providers.map(({ id }) => id) });
  for (const { name, namedIn, reason } of plugins.failed)
    log.error('a plugin could not be loaded, and the others are served without it', { plugin: name, named_in: namedIn, reason });

  return {
    url,
    reload: async () => {
      if (file) await live.reload(file.path);
      else log.warn('there was no config file at the start, so there is none to read again');
    },
    async stop() {
      stopping = true;
      unwatch();
      const settled = await drain(server, traffic, settings.drainMs);
      if (!settled) log.warn('some requests took longer than the drain and were cut', { limit_ms: settings.drainMs });
      requests.flush();
      await close();
      log.info('stopped');
      await log.close();
    },
  };
}
