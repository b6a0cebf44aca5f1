import { createGateway, realPace, type Pace } from '@sluice/core';
import type { Store } from '@sluice/store';
import { signedInCallers } from './admin/sign-in/signed-in-callers.ts';
import { Recordings } from './cassettes/recordings.ts';
import { drain } from './drain.ts';
import { cassetteFolder } from './state/cassette-folder.ts';
import { buildHouse } from './house.ts';
import { createApp } from './http/app.ts';
import { createHostGuard } from './http/host-guard.ts';
import { createRealtime } from './http/realtime.ts';
import { createRelay } from './http/relay.ts';
import type { Traffic } from './http/traffic.ts';
import { createLog, type LogStream } from './log/logger.ts';
import { openApi } from './open-api.ts';
import { openRecording } from './open-recording.ts';
import { openStored } from './open-stored.ts';
import { openAgain } from './replay/open-again.ts';
import { openShadows } from './shadow/open-shadows.ts';
import { shadowLines } from './shadow/shadow-lines.ts';
import { reportStrays } from './plugins/strays.ts';
import type { Prepared } from './prepare.ts';
import { listen, urlOf } from './server.ts';
import { VERSION } from './version.ts';

/** A gateway that is up. */
export interface Running {
  readonly url: string;
  /** Reads the config file again. */
  reload(): Promise<void>;
  /** Looks at once for what other processes have stored. */
  refresh(): Promise<void>;
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

/** How long copies of requests may still go on when the gateway goes: nobody waits for them. */
const SHADOWS_END_MS = 1_000;

const REAL: Surroundings = { pace: realPace, output: process.stdout };

/** Starts one gateway in this process; the store is its own from now on, and closed with it. */
export async function serve(prepared: Prepared, opened: Store, { pace, output }: Surroundings = REAL): Promise<Running> {
  const { settings, environment, file, plugins } = prepared;
  const log = createLog(settings.logLevel, output);
  const onBug = (error: unknown) =>
    log.error('a request met a fault of our own', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const stored = await openStored({ prepared, opened, log, pace, onBug });
  const { house, close } = buildHouse({
    settings,
    environment,
    plugins,
    stocked: stored.kept,
    limits: stored.spending,
    version: VERSION,
    pace,
  });
  const traffic: Traffic = { inFlight: 0, cuts: new Set() };
  const records = await openRecording({ prepared, stored, house, traffic, log, onBug });
  const { requests, recording } = records;
  const cassettes = new Recordings({ folder: cassetteFolder(settings, environment), workers: records.workers, log, random: pace.random });
  await cassettes.open();
  const repeating = { house, prices: records.prices, price: records.price, keepsBodies: recording.keepsBodies, take: records.take, onBug };
  const shadows = openShadows({ ...repeating, logStore: records.logStore, isKept: settings.logs.kept });
  const again = openAgain({ ...repeating, enforcedIn: (id) => stored.memory.contents.workspaces.get(id)?.enforced });
  const onRefused = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET') log.warn('a connection was refused', { reason: error.code ?? error.message });
  };
  // A stray promise must not take everybody's requests with it.
  if (process.listenerCount('unhandledRejection') === 0) process.on('unhandledRejection', onBug);
  reportStrays(({ plugin, text }) =>
    log.error('something was thrown where nobody calls, most likely by a plugin', { plugin, error: text }),
  );
  const ending = new AbortController();

  const limits = { ...settings.limits, idleMs: settings.deadlines.idleMs };
  const gateway = createGateway(house);
  const hostGuard = createHostGuard(settings.host, settings.loopback);
  const { corsOrigins, host, port } = settings;
  const signedIn = signedInCallers({ store: stored.store, enforcedIn: (id) => stored.memory.enforcedIn(id), now: Date.now });
  const relay = createRelay(
    { house, gateway, limits, log: requests, recording, tape: cassettes.tape, signedIn, copies: shadows, onBug },
    traffic,
  );
  const onUpgrade = createRealtime({ house, gateway, log: requests, recording, hostGuard, corsOrigins, onBug }, traffic);
  const app = createApp({
    house,
    relay,
    signedIn,
    ...openApi({
      prepared,
      stored,
      house,
      limits,
      logStore: records.logStore,
      prices: records.prices,
      cassettes,
      again,
      ending: ending.signal,
      onBug,
    }),
    store: stored.health,
    limitLines: () => stored.spending.lines() + shadowLines(shadows.counts),
    log: requests,
    metrics: records.metrics,
    limits,
    hostGuard,
    corsOrigins,
    loopback: settings.loopback,
    version: VERSION,
    ready: () => !ending.signal.aborted,
    logs: records.counts,
    onBug,
  });
  const server = await listen({ app, host, port, headerBytes: settings.limits.headerBytes, onUpgrade, onRefused });
  const unwatch = file ? stored.live.watch(file.path) : () => {};
  const url = urlOf(server);
  log.info('listening', { url, providers: plugins.providers.map(({ id }) => id) });
  for (const { name, namedIn, reason } of plugins.failed)
    log.error('a plugin could not be loaded, and the others are served without it', { plugin: name, named_in: namedIn, reason });

  return {
    url,
    reload: async () => {
      if (file) await stored.live.reload(file.path);
      else log.warn('there was no config file at the start, so there is none to read again');
    },
    refresh: stored.refresh,
    async stop() {
      ending.abort();
      unwatch();
      const settled = await drain(server, traffic, settings.drainMs);
      if (!settled) log.warn('some requests took longer than the drain and were cut', { limit_ms: settings.drainMs });
      await cassettes.close();
      await shadows.stop(SHADOWS_END_MS);
      await records.stop();
      await close();
      await stored.stop();
      log.info('stopped');
      await log.close();
    },
  };
}
