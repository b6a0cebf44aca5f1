import {
  createGateway,
  MemoryCache,
  NO_EXTENSIONS,
  NO_LIMITS,
  NOTHING_ENFORCED,
  realPace,
  RoutingState,
  Shelf,
  type ApiKey,
  type House,
} from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRelay } from '../../src/http/relay.ts';
import { createRealtime } from '../../src/http/realtime.ts';
import type { Begun, Recording } from '../../src/http/routed-record.ts';
import type { RequestLog } from '../../src/log/request-log.ts';
import type { RequestRecord } from '../../src/log/request-record.ts';
import { createTransport } from '../../src/upstream/transport.ts';

export const KEY: ApiKey = {
  id: 'key-ci',
  name: 'ci',
  workspace: 'lab',
  scopes: new Set(['completions.write']),
  admin: false,
  expiresAt: undefined,
  allowedModels: undefined,
  allowedProviders: undefined,
  logBodies: true,
  defaults: { config: undefined, metadata: {}, allowConfigOverride: true },
  enforced: NOTHING_ENFORCED,
};

/** A relay on a socket of its own, with the real way out and nothing stored, whose records can be looked at. */
export interface RecordedRelay {
  readonly url: string;
  readonly records: readonly RequestRecord[];
  readonly begun: readonly Begun[];
  close(): Promise<void>;
}

const empty = <T extends { readonly workspaces: ReadonlySet<string> | undefined }>(noun: string) =>
  new Shelf<T>(noun, { find: () => undefined, all: () => [] });

export async function startRelay(
  providers: readonly ProviderAdapter[],
  base: string,
  recording: Partial<Recording> = {},
): Promise<RecordedRelay> {
  const records: RequestRecord[] = [];
  const begun: Begun[] = [];
  const { transport, close } = createTransport();
  const house: House = {
    keys: { find: (token) => (token === 'key' ? KEY : undefined) },
    virtualKeys: empty('The virtual key'),
    configs: empty('The config'),
    prompts: empty('The stored prompt'),
    guardrails: empty('The guardrail'),
    limits: NO_LIMITS,
    providers: { find: (slug) => providers.find(({ id }) => id === slug), all: () => providers },
    extensions: NO_EXTENSIONS,
    environment: { settings: () => ({}), baseURL: () => base },
    policy: {
      keyRequired: false,
      deadlines: {
        connectMs: 5000,
        firstByteMs: 5000,
        firstByteWholeMs: 5000,
        firstEventMs: 5000,
        firstEventMovingOnMs: 5000,
        idleMs: 5000,
      },
      retiredModels: 'relay',
      aliases: () => ({}),
      judgeHost: () => ({ ok: false, reason: 'no host is good enough' }),
    },
    transport,
    authTools: {
      now: Date.now,
      send: () => Promise.reject(new Error('nobody signs here')),
      remember: async (_name, load) => (await load()).value,
    },
    bridges: {},
    models: { find: () => undefined, all: () => [] },
    pace: realPace,
    routing: new RoutingState(Date.now),
    cache: new MemoryCache({ maxBytes: 1024 * 1024, now: Date.now }),
    guardTools: {
      now: Date.now,
      wait: realPace.wait,
      send: () => Promise.reject(new Error('nobody checks here')),
      resolves: () => Promise.resolve(false),
    },
    hop: 'here',
    userAgent: 'sluice/test',
  };
  const means = {
    house,
    gateway: createGateway(house),
    log: { add: (record: RequestRecord) => void records.push(record) } as RequestLog,
    recording: { keepsBodies: () => 0, begin: (each: Begun) => void begun.push(each), traceUpstream: false, ...recording },
    onBug(error: unknown) {
      throw error;
    },
  };
  const traffic = { inFlight: 0, cuts: new Set<() => void>() };
  const copies = { draws: () => false, copy() {} };
  const relay = createRelay({ ...means, copies, limits: { bodyBytes: 8 * 1024 * 1024, idleMs: 5000, jsonDepth: 200 } }, traffic);
  const server = createServer((request, response) => relay(request, response, request.url!.slice('/v1'.length)));
  server.on('upgrade', createRealtime({ ...means, hostGuard: () => true, corsOrigins: [] }, traffic));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    records,
    begun,
    async close() {
      await close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
