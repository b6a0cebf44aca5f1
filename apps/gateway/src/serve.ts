import { createGateway, realPace, type Pace } from '@sluice/core';
import type { Store } from '@sluice/store';
import { adminDoor } from './admin/door.ts';
import type { AdminMeans } from './admin/means.ts';
import { partialsFor } from './config-file/build/declared-partials.ts';
import { createApp } from './http/app.ts';
import { createHostGuard } from './http/host-guard.ts';
import { createRealtime } from './http/realtime.ts';
import { createRelay } from './http/relay.ts';
import type { Traffic } from './http/traffic.ts';
import { buildHouse } from './house.ts';
import { drain } from './drain.ts';
import { openLimits } from './limits/open-limits.ts';
import { LiveConfig } from './live-config.ts';
import { createLog, type LogStream } from './log/logger.ts';
import { Metrics } from './log/metrics.ts';
import { RequestLog } from './log/request-log.ts';
import type { Prepared } from './prepare.ts';
import { reportStrays } from './plugins/strays.ts';
import { providerDirectory } from './providers/directory.ts';
import { listen, urlOf } from './server.ts';
import { changedSettings } from './settings/changed.ts';
import { Follower } from './stored/follower.ts';
import { Memory } from './stored/memory.ts';
import { stocked } from './stored/stocked.ts';
import { watchWrites } from './stored/write-watch.ts';
import { parseCustomHost } from './upstream/hosts/index.ts';
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

const REAL: Surroundings = { pace: realPace, output: process.stdout };

/** Starts one gateway in this process; the store is its own from now on, and closed with it. */
export async function serve(
  { settings, environment, processEnvironment, file, plugins }: Prepared,
  opened: Store,
  { pace, output }: Surroundings = REAL,
): Promise<Running> {
  const log = createLog(settings.logLevel, output);
  const { store, readOnlySince } = watchWrites(opened, {
    now: Date.now,
    onLost: (error) =>
      log.error('the database takes no changes: all is known and calls go on', {
        reason: error instanceof Error ? error.message : String(error),
      }),
    onBack: (lostMs) => log.info('the database takes changes again', { after_ms: lostMs }),
  });
  const { find } = providerDirectory(plugins);
  const onBug = (error: unknown) =>
    log.error('a request met a fault of our own', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const hash = (token: string) => store.vault.hash(token);
  const { extensions } = plugins;
  const live = await LiveConfig.open(file, {
    environment: processEnvironment,
    judgeSettings: (next) => changedSettings(file, next, processEnvironment, find),
    log,
    hash,
    findProvider: find,
    extensions,
  });
  const memory = new Memory({
    store,
    vault: store.vault,
    findProvider: find,
    extensions,
    declaredPartials: (workspaceId) =>
      partialsFor(kept.directories().partials, workspaceId === undefined ? undefined : new Set([workspaceId])),
    onLeftOut: (kind, id, error) =>
      log.error('something in the database cannot be used, and all else is', {
        kind,
        id,
        reason: error instanceof Error ? error.message : String(error),
      }),
  });
  let hashMark = hash('');
  const rehash = () => {
    if (hash('') === hashMark) return;
    hashMark = hash('');
    live.rehash().catch(onBug);
  };
  const spending = openLimits({ store, memory, live, log, now: pace.now });
  const follower = await Follower.start({
    store,
    memory: spending.memory,
    now: Date.now,
    onDown: (error) =>
      log.error('the database does not answer: calls go on with what is known, and nothing can be changed', {
        reason: error instanceof Error ? error.message : String(error),
      }),
    onUp: (downMs) => log.info('the database answers again', { after_ms: downMs }),
    // A backup that was put in place may have brought another secret.
    onRefilled: rehash,
  });
  const kept = stocked({ live, memory, hash, presetKey: settings.presetAdminKey });
  const { house, close } = buildHouse({
    settings,
    environment,
    plugins,
    stocked: kept,
    limits: spending,
    version: VERSION,
    pace,
  });
  const traffic: Traffic = { inFlight: 0, cuts: new Set() };
  const metrics = new Metrics(() => traffic.inFlight);
  const requests = new RequestLog([log.requests, metrics.sink]);
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
  const refresh = () => follower.refresh();
  const openMeans = async (): Promise<AdminMeans> => {
    const { declare } = await import('./stored/declare.ts');
    return {
      store,
      declared: () => declare(live.file, { findProvider: find, readAt: live.readAt }),
      refresh,
      hash,
      findProvider: find,
      extensions,
      judgeHost: (text) => parseCustomHost(text, settings.trustedHosts),
      now: Date.now,
    };
  };
  const openAdminDoor = async () => {
    const { openAdmin } = await import('./admin/open-admin.ts');
    return openAdmin({ means: await openMeans(), house, limits, onBug });
  };
  let described: Promise<object> | undefined;
  const describeApi = async () => {
    const { adminRoutes } = await import('./admin/routes.ts');
    const { openApi } = await import('./docs/openapi.ts');
    return openApi(VERSION, adminRoutes(await openMeans()));
  };
  const app = createApp({
    house,
    relay,
    admin: adminDoor(openAdminDoor),
    describe: () => (described ??= describeApi()),
    store: () => ({ ...follower.health, readOnlySince: readOnlySince() }),
    limitLines: () => spending.lines(),
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
    refresh,
    async stop() {
      stopping = true;
      unwatch();
      const settled = await drain(server, traffic, settings.drainMs);
      if (!settled) log.warn('some requests took longer than the drain and were cut', { limit_ms: settings.drainMs });
      requests.flush();
      await close();
      await follower.stop();
      await spending.stop();
      await store.close();
      log.info('stopped');
      await log.close();
    },
  };
}
