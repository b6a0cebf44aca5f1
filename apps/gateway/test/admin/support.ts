import { NO_EXTENSIONS } from '@sluice/core';
import { FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import { openStore, type Store } from '@sluice/store';
import { openLogStore, type LogStore } from '@sluice/store/logs';
import express, { type Request, type Router } from 'express';
import type Joi from 'joi';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { AdminMeans } from '../../src/admin/means.ts';
import type { Principal } from '../../src/admin/principal.ts';
import { priceToldBy } from '../../src/admin/resources/logs/price-told.ts';
import type { AdminRoute } from '../../src/admin/route.ts';
import { modelDirectory } from '../../src/models/directory.ts';
import { adminRouter } from '../../src/admin/router.ts';
import type { Scope } from '../../src/admin/scopes.ts';
import { Recordings } from '../../src/cassettes/recordings.ts';
import { createLog } from '../../src/log/logger.ts';
import { NO_OTHERS } from '../../src/telemetry/workers.ts';
import type { Prices } from '../../src/cost/price-of.ts';
import { NO_PARTIALS } from '../../src/prompts/partials.ts';
import { readSettings } from '../../src/settings/settings.ts';
import type { Declared } from '../../src/stored/declared.ts';
import { parseCustomHost } from '../../src/upstream/hosts/custom-host.ts';
import { parseTrustedHosts } from '../../src/upstream/hosts/trusted-hosts.ts';

const NOTHING_DECLARED: Declared = {
  apiKeys: new Map(),
  virtualKeys: new Map(),
  configs: new Map(),
  prompts: new Map(),
  partials: new Map(),
  guardrails: new Map(),
  aliases: new Map(),
  prices: new Map(),
};

export interface AdminOptions {
  readonly routes: (means: AdminMeans) => readonly AdminRoute[];
  /** Of whatever fields. */
  readonly adapters?: readonly Pick<ProviderAdapter, 'id' | 'aliases'>[];
  readonly declared?: Partial<Declared>;
  /** As `TRUSTED_CUSTOM_HOSTS` has them. */
  readonly trustedHosts?: string;
  readonly savedConfig?: AdminMeans['savedConfig'];
  /** Of a database. Default: a file of its own. */
  readonly url?: string;
  /** What answers beside the routes. */
  readonly doors?: (means: AdminMeans, identify: (request: Request) => Promise<Principal>) => Router;
  /** Default: nobody knows any. */
  readonly prices?: Prices;
}

/** What somebody was answered. */
export interface AdminAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly error?: { readonly message: string; readonly code: string | null; readonly param: string | null };
    readonly [name: string]: unknown;
  };
}

/** A part of the admin API on a real socket, over a real store, where a name in `x-test-as` says who asks. */
export interface AdminStage {
  readonly store: Store;
  readonly logs: LogStore;
  /** The folder of files that exports write. */
  readonly exportsDir: string;
  /** Where it answers: `http://127.0.0.1:41234/v1`. */
  readonly url: string;
  /** What the process says to what has no end of its own. */
  readonly end: () => void;
  /** The id of the workspace that is always there. */
  readonly workspaceId: string;
  /** How often what was written was made to count. */
  readonly refreshed: () => number;
  /** Somebody, or a user, with these scopes in a workspace, or everywhere where none is named. @returns The name to ask as. */
  someone(name: string, scopes: readonly Scope[], workspaceId?: string, userId?: string): string;
  addWorkspace(slug: string): Promise<string>;
  /** A body that is a text goes as it is. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<AdminAnswer>;
  askAs(who: string, method: string, path: string, body?: unknown): Promise<AdminAnswer>;
  stop(): Promise<void>;
}

/** Everything, everywhere. */
const ROOT: Principal = { actor: 'root', name: 'root', userId: undefined, home: undefined, everywhere: 'all', inWorkspaces: new Map() };

export async function startAdmin({
  routes,
  adapters = [],
  declared = {},
  trustedHosts = '',
  savedConfig = () => undefined,
  url,
  prices = () => undefined,
  doors,
}: AdminOptions): Promise<AdminStage> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-admin-'));
  const store = await openStore({ url: url ?? `file:${join(folder, 'sluice.db')}`, encryptionKey: 'an encryption key for tests only' });
  const logs = await openLogStore({ url: url ?? `file:${join(folder, 'logs.db')}` });
  const ending = new AbortController();
  const exportsDir = join(folder, 'log-exports');
  const trusted = parseTrustedHosts(trustedHosts);
  const known = new Map<string, Principal>([['root', ROOT]]);
  let refreshes = 0;
  const means: AdminMeans = {
    store,
    declared: () => ({ ...NOTHING_DECLARED, ...declared }),
    refresh: () => {
      refreshes += 1;
      return Promise.resolve();
    },
    hash: (token) => store.vault.hash(token),
    findProvider: (slug) => adapters.find(({ id, aliases }) => id === slug || aliases.includes(slug)) as ProviderAdapter | undefined,
    providers: () => adapters as unknown as readonly ProviderAdapter[],
    environment: { settings: () => ({}), baseURL: () => undefined },
    extensions: NO_EXTENSIONS,
    models: modelDirectory(
      { providers: adapters.map((adapter) => ({ models: [], ...adapter })) as unknown as readonly ProviderAdapter[], capabilities: {} },
      () => ({}),
    ),
    savedConfig,
    savedVirtualKey: () => undefined,
    circuits: () => [],
    installation: {
      settings: readSettings({ SLUICE_DATA_DIR: folder }, folder),
      version: '0.0.0',
      startedAt: Date.now(),
      configFile: undefined,
      failedPlugins: [],
      trustedHosts: [],
      sendsTraces: false,
    },
    partialsFor: () => NO_PARTIALS,
    judgeHost: (text) => parseCustomHost(text, trusted),
    now: () => Date.now(),
    logs,
    logBodyBytes: 1024,
    logAgeMs: undefined,
    priceTold: priceToldBy(prices),
    exportsDir,
    cassettes: new Recordings({
      folder: join(folder, 'cassettes'),
      workers: NO_OTHERS,
      log: createLog('silent', new PassThrough()),
      random: Math.random,
    }),
    again: {
      callerFor: ({ key }) => ({ key, credential: undefined, secrets: [] }),
      replay: () => Promise.reject(new Error('nobody is called here')),
      judge: () => Promise.reject(new Error('there is nowhere to go from here')),
    },
    ending: ending.signal,
  };
  const bugs: unknown[] = [];
  const app = express();
  const identify = async (request: Request) => {
    const principal = known.get(String(request.headers['x-test-as'] ?? 'root'));
    if (!principal) throw new FaultError({ kind: 'unauthenticated', message: 'Nobody knows you' });
    return Promise.resolve(principal);
  };
  app.use(
    '/v1',
    adminRouter({
      routes: routes(means),
      limits: { bodyBytes: 100 * 1024 * 1024, jsonDepth: 200, idleMs: 0 },
      identify,
      onBug: (error) => bugs.push(error),
    }),
  );
  if (doors) app.use('/v1', doors(means, identify));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;

  const ask: AdminStage['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 500) throw new Error(`a bug, ${text}`, { cause: bugs.at(-1) });
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson(response) ? JSON.parse(text) : { text }) as AdminAnswer['body'],
    };
  };

  const { id: workspaceId } = await store.db.selectFrom('workspaces').select('id').where('slug', '=', 'default').executeTakeFirstOrThrow();
  return {
    store,
    logs,
    exportsDir,
    url: `http://127.0.0.1:${port}/v1`,
    end: () => ending.abort(),
    workspaceId,
    refreshed: () => refreshes,
    someone(name, scopes, home, userId) {
      const all = new Set(scopes);
      const inWorkspaces = home === undefined ? new Map<string, Set<Scope>>() : new Map([[home, all]]);
      known.set(name, {
        actor: `key:${name}`,
        name,
        userId,
        home,
        everywhere: home === undefined ? all : new Set(),
        inWorkspaces,
      });
      return name;
    },
    async addWorkspace(slug) {
      const id = crypto.randomUUID();
      const plain = { description: null, status: 'active' as const, defaults: '{}', usage_limits: '[]', rate_limits: '[]' };
      await store.write(({ tx, now }) =>
        tx
          .insertInto('workspaces')
          .values({ id, slug, name: slug, ...plain, created_at: now, updated_at: now })
          .execute(),
      );
      return id;
    },
    ask,
    askAs: (who, method, path, body) => ask(method, path, body, { 'x-test-as': who }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await logs.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isJson = ({ headers }: { readonly headers: Headers }) => headers.get('content-type')?.includes('json') === true;

/** What a reply has that its declaration does not say, and the other way round; undefined where they agree. */
export const mismatch = (reply: Joi.Schema, { body }: AdminAnswer): string | undefined =>
  reply.validate(body, { abortEarly: false, convert: false }).error?.message;
