import type { House } from '@sluice/core';
import type { LogStore } from '@sluice/store/logs';
import { join } from 'node:path';
import { adminDoor } from './admin/door.ts';
import type { AdminMeans } from './admin/means.ts';
import { priceToldBy } from './admin/resources/logs/price-told.ts';
import type { Installation } from './admin/resources/settings/installation.ts';
import type { Recordings } from './cassettes/recordings.ts';
import type { Prices } from './cost/price-of.ts';
import type { BodyLimits } from './http/body-limits.ts';
import type { Stored } from './open-stored.ts';
import type { Prepared } from './prepare.ts';
import { providerDirectory } from './providers/directory.ts';
import type { Again } from './replay/open-again.ts';
import { beside } from './stored/beside.ts';
import { parseCustomHost } from './upstream/hosts/index.ts';
import { readList } from './settings/environment.ts';
import { readOtelSettings } from './telemetry/otel/settings.ts';
import { VERSION } from './version.ts';

export interface ApiMeans {
  readonly prepared: Prepared;
  readonly stored: Stored;
  readonly house: House;
  readonly limits: BodyLimits;
  readonly logStore: () => Promise<LogStore>;
  readonly prices: Prices;
  readonly cassettes: Recordings;
  readonly again: Again;
  /** Aborted when this process begins to stop. */
  readonly ending: AbortSignal;
  readonly onBug: (error: unknown) => void;
}

/** The admin API and its description, put together with the first request for them. */
export function openApi({ prepared, stored, house, limits, logStore, prices, cassettes, again, ending, onBug }: ApiMeans) {
  const { settings, plugins } = prepared;
  const { find } = providerDirectory(plugins);
  const { live } = stored;
  const openMeans = async (): Promise<AdminMeans> => {
    const { declare } = await import('./stored/declare.ts');
    return {
      store: stored.store,
      declared: () => declare(live.file, { findProvider: find, readAt: live.readAt }),
      refresh: stored.refresh,
      hash: stored.hash,
      findProvider: find,
      providers: house.providers.all,
      environment: house.environment,
      extensions: plugins.extensions,
      models: house.models,
      savedConfig: (slug) => beside(() => stored.kept.directories().configs, stored.memory.configs).find(slug),
      partialsFor: (workspaceId) => stored.memory.partialsFor(workspaceId),
      savedVirtualKey: (slug) => beside(() => stored.kept.directories().virtualKeys, stored.memory.virtualKeys).find(slug),
      circuits: () => house.routing.breakers.list(),
      installation: installationOf(prepared),
      judgeHost: (text) => parseCustomHost(text, settings.trustedHosts),
      now: Date.now,
      logs: await logStore(),
      logBodyBytes: settings.logs.bodies ? settings.logs.bodyBytes : 0,
      logAgeMs: settings.logs.maxAgeMs,
      priceTold: priceToldBy(prices),
      exportsDir: join(settings.dataDir, 'log-exports'),
      cassettes,
      again,
      ending,
    };
  };
  const openDoor = async () => {
    const { openAdmin } = await import('./admin/open-admin.ts');
    return openAdmin({ means: await openMeans(), house, limits, onBug });
  };
  let described: Promise<object> | undefined;
  const describeApi = async () => {
    const { adminRoutes } = await import('./admin/routes.ts');
    const { openApi: describe } = await import('./docs/openapi.ts');
    return describe(VERSION, adminRoutes(await openMeans()));
  };
  return { admin: adminDoor(openDoor), describe: () => (described ??= describeApi()) };
}

const installationOf = ({ settings, environment, file, plugins }: Prepared): Installation => ({
  settings,
  version: VERSION,
  startedAt: Math.round(performance.timeOrigin),
  configFile: file?.path,
  failedPlugins: plugins.failed,
  trustedHosts: readList(environment, 'TRUSTED_CUSTOM_HOSTS'),
  sendsTraces: readOtelSettings(environment) !== undefined,
});
