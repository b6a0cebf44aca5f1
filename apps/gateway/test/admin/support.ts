import { NO_EXTENSIONS } from '@sluice/core';
import { FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import { openStore, type Store } from '@sluice/store';
import express from 'express';
import type Joi from 'joi';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdminMeans } from '../../src/admin/means.ts';
import type { Principal } from '../../src/admin/principal.ts';
import type { AdminRoute } from '../../src/admin/route.ts';
import { adminRouter } from '../../src/admin/router.ts';
import type { Scope } from '../../src/admin/scopes.ts';
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
  /** Of a database. Default: a file of its own. */
  readonly url?: string;
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

export async function startAdmin({ routes, adapters = [], declared = {}, trustedHosts = '', url }: AdminOptions): Promise<AdminStage> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-admin-'));
  const store = await openStore({ url: url ?? `file:${join(folder, 'sluice.db')}`, encryptionKey: 'an encryption key for tests only' });
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
    extensions: NO_EXTENSIONS,
    judgeHost: (text) => parseCustomHost(text, trusted),
    now: () => Date.now(),
  };
  const bugs: unknown[] = [];
  const app = express();
  app.use(
    '/v1',
    adminRouter({
      routes: routes(means),
      limits: { bodyBytes: 100 * 1024 * 1024, jsonDepth: 200, idleMs: 0 },
      identify: async (request) => {
        const principal = known.get(String(request.headers['x-test-as'] ?? 'root'));
        if (!principal) throw new FaultError({ kind: 'unauthenticated', message: 'Nobody knows you' });
        return Promise.resolve(principal);
      },
      onBug: (error) => bugs.push(error),
    }),
  );
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
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as AdminAnswer['body'] };
  };

  const { id: workspaceId } = await store.db.selectFrom('workspaces').select('id').where('slug', '=', 'default').executeTakeFirstOrThrow();
  return {
    store,
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
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a reply has that its declaration does not say, and the other way round; undefined where they agree. */
export const mismatch = (reply: Joi.ObjectSchema, { body }: AdminAnswer): string | undefined =>
  reply.validate(body, { abortEarly: false, convert: false }).error?.message;
