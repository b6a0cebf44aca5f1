import { randomUUID } from 'node:crypto';
import { MemoryCache, RoutingState, type House, type Pace } from '@sluice/core';
import { bridges } from './bridges.ts';
import type { OpenLimits } from './limits/open-limits.ts';
import { modelDirectory } from './models/directory.ts';
import type { Plugins } from './plugins/load.ts';
import { providerDirectory } from './providers/directory.ts';
import type { Stocked } from './stored/stocked.ts';
import { readProviderEnvironment } from './settings/provider-environment.ts';
import type { Environment } from './settings/environment.ts';
import type { Settings } from './settings/settings.ts';
import { createAuthTools } from './upstream/auth-tools.ts';
import { createGuardTools } from './upstream/guard-tools.ts';
import { parseCustomHost } from './upstream/hosts/index.ts';
import { createTransport } from './upstream/transport.ts';

export interface HouseMeans {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly plugins: Plugins;
  readonly stocked: Stocked;
  readonly limits: Pick<OpenLimits, 'port'>;
  readonly version: string;
  readonly pace: Pace;
}

/** The composition root: the one place where all that core asks for is put together. */
export function buildHouse({ settings, environment, plugins, stocked, limits, version, pace }: HouseMeans): {
  readonly house: House;
  readonly close: () => Promise<void>;
} {
  const { transport, close } = createTransport();
  const userAgent = `sluice/${version}`;
  const models = modelDirectory(plugins, stocked.models);
  const judgeHost = (text: string) => parseCustomHost(text, settings.trustedHosts);
  const house: House = {
    keys: stocked.keys,
    virtualKeys: stocked.virtualKeys,
    configs: stocked.configs,
    prompts: stocked.prompts,
    guardrails: stocked.guardrails,
    limits: limits.port(models),
    providers: providerDirectory(plugins),
    extensions: plugins.extensions,
    environment: readProviderEnvironment(environment, plugins.providers),
    policy: {
      keyRequired: settings.auth === 'required' || (settings.auth === 'auto' && !settings.loopback),
      deadlines: settings.deadlines,
      retiredModels: settings.retiredModels,
      aliases: stocked.aliases,
      judgeHost,
    },
    transport,
    authTools: createAuthTools({ transport, now: pace.now, userAgent }),
    bridges,
    models,
    pace,
    routing: new RoutingState(pace.now),
    cache: new MemoryCache({ maxBytes: settings.cacheBytes, now: pace.now }),
    guardTools: createGuardTools({ transport, judgeHost, now: pace.now, userAgent }),
    // Workers of one gateway are one gateway.
    hop: environment['SLUICE_HOP'] ?? randomUUID(),
    userAgent,
  };
  return { house, close };
}
