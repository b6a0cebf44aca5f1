import { defineProvider, FaultError, isFaultError, JsonDocument, secret, type Fault, type ProviderAdapter } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import { Readable } from 'node:stream';
import { Account } from './account.ts';
import { MemoryCache } from './cache/memory-cache.ts';
import { NOTHING_ENFORCED, type ApiKey } from './caller.ts';
import { NO_EXTENSIONS } from './extensions.ts';
import { failureOf } from './failure.ts';
import { RoutingState } from './health/routing-state.ts';
import type { Guardrail } from './guards/guardrail.ts';
import type { House, Prompt, StoredConfig, VirtualKey } from './house.ts';
import type { Incoming } from './incoming.ts';
import { createGateway, type Notes } from './journey.ts';
import { NO_LIMITS } from './limits.ts';
import type { Pace } from './pace.ts';
import { authenticate } from './rooms/authenticate.ts';
import { Shelf, type Kept } from './shelf.ts';
import type { ByteSource } from './wire/bytes.ts';
import { Departure } from './wire/departure.ts';
import type { UpstreamRequest } from './wire/transport.ts';

// As a loader sees it: which fields it has is known to its own code only.
export const acme: ProviderAdapter = defineProvider({
  id: 'acme',
  name: 'Acme',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://api.acme.example/v1',
  authorize: bearer('apiKey'),
  readFault: readOpenAIFault,
  models: [{ id: 'new' }, { id: 'old', retired: { successor: 'new', chosen: '2026-01-01' } }],
  operations: { chat: openAIOperations.chat },
}) as unknown as ProviderAdapter;

export const KEY: ApiKey = {
  id: 'key-ci',
  name: 'ci',
  workspace: undefined,
  scopes: new Set(['completions.write']),
  admin: false,
  expiresAt: undefined,
  allowedModels: undefined,
  allowedProviders: undefined,
  logBodies: true,
  defaults: { config: undefined, metadata: { team: 'core' }, allowConfigOverride: true },
  enforced: NOTHING_ENFORCED,
};

/** A stored credential for acme. */
export const virtualKey = (slug: string, changes: Partial<VirtualKey> = {}): VirtualKey => ({
  id: `vk-${slug}`,
  slug,
  provider: 'acme',
  keys: ['stored'],
  customHost: undefined,
  fields: {},
  headers: {},
  deployments: [],
  allowedModels: undefined,
  models: new Map(),
  expiresAt: undefined,
  workspaces: undefined,
  ...changes,
});

/** What a house has in store. */
export interface Stored {
  /** By token. */
  readonly keys: Map<string, ApiKey>;
  readonly virtualKeys: Map<string, VirtualKey>;
  readonly configs: Map<string, StoredConfig>;
  readonly prompts: Map<string, Prompt>;
  readonly guardrails: Map<string, Guardrail>;
}

const shelfOf = <T extends Kept>(noun: string, things: ReadonlyMap<string, T>): Shelf<T> =>
  new Shelf(noun, { find: (name) => things.get(name), all: () => things.values() });

export const sourceOf = (text: string): ByteSource => ({
  pipe(sink) {
    sink.data(Buffer.from(text));
    sink.end();
  },
  pause() {},
  resume() {},
  cancel() {},
});

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** A clock that stands still until nothing is left to do, and then jumps to the next thing that waits. */
export class StillClock implements Pace {
  #now = 1_000_000;
  #timers: Timer[] = [];
  /** What is drawn, in turn; then halves. */
  draws: number[] = [];

  now = () => this.#now;
  random = () => this.draws.shift() ?? 0.5;

  wait = (milliseconds: number, departure: Departure): Promise<void> =>
    new Promise((resolve) => {
      this.#timers.push({ at: this.#now + milliseconds, ring: resolve });
      departure.onGone(resolve);
    });

  /** Lets time pass until a promise settles. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
    };
    void promise.catch(() => {}).finally(done);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return promise;
      const next = this.#timers.toSorted((left, right) => left.at - right.at)[0];
      if (!next) continue;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.ring();
    }
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** What a provider does: a reply, or what becomes of the connection. */
export type Does = { readonly status: number; readonly text: string; readonly headers?: readonly string[]; readonly type?: string } | Fault;

export interface TestHouse {
  readonly house: House;
  /** May be changed while requests are on their way, as a real store may. */
  readonly stored: Stored;
  readonly clock: StillClock;
  readonly sent: UpstreamRequest[];
  /** As the host does it: who asks, then the way, with all that is noted on it. */
  readonly ask: (
    request: Incoming,
  ) => Promise<Notes & { readonly outcome: Awaited<ReturnType<ReturnType<typeof createGateway>>>; readonly caller?: unknown }>;
}

export interface TestHouseOptions {
  readonly providers?: readonly ProviderAdapter[];
  /** Milliseconds until the provider answers. */
  readonly delayMs?: (request: UpstreamRequest) => number;
  readonly policy?: Partial<House['policy']>;
  readonly changes?: Partial<House>;
}

/** A house with nothing real in it: plain objects behind every port, and a network that does as it is told. */
export function testHouse(does: (request: UpstreamRequest, count: number) => Does, options: TestHouseOptions = {}): TestHouse {
  const { providers = [acme], policy, changes, delayMs } = options;
  const sent: UpstreamRequest[] = [];
  const clock = new StillClock();
  const stored: Stored = {
    keys: new Map([['sluice-key', KEY]]),
    virtualKeys: new Map([['team', virtualKey('team')]]),
    configs: new Map(),
    prompts: new Map(),
    guardrails: new Map(),
  };
  const house: House = {
    keys: { find: (token) => stored.keys.get(token) },
    virtualKeys: shelfOf('The virtual key', stored.virtualKeys),
    configs: shelfOf('The config', stored.configs),
    prompts: shelfOf('The stored prompt', stored.prompts),
    guardrails: shelfOf('The guardrail', stored.guardrails),
    limits: NO_LIMITS,
    providers: { find: (slug) => providers.find(({ id }) => id === slug), all: () => providers },
    extensions: NO_EXTENSIONS,
    environment: { settings: () => ({}), baseURL: () => undefined },
    policy: {
      keyRequired: false,
      deadlines: { connectMs: 0, firstByteMs: 0, firstByteWholeMs: 0, firstEventMs: 0, firstEventMovingOnMs: 0, idleMs: 0 },
      retiredModels: 'relay',
      aliases: () => ({}),
      judgeHost: () => ({ ok: false, reason: 'no host is good enough' }),
      ...policy,
    },
    authTools: {
      now: () => clock.now(),
      send: () => Promise.reject(new Error('nobody signs here')),
      remember: async (_name, load) => (await load()).value,
    },
    bridges: {},
    transport: async (request, departure) => {
      sent.push(request);
      const answer = does(request, sent.length - 1);
      const delay = delayMs?.(request) ?? 0;
      if (delay > 0) await clock.wait(delay, departure);
      if (departure.gone) throw new FaultError({ kind: 'cancelled', message: 'the caller has gone' });
      if ('kind' in answer) throw new FaultError(answer);
      const headers = ['content-type', answer.type ?? 'application/json', ...(answer.headers ?? [])];
      return { status: answer.status, headers, body: sourceOf(answer.text) };
    },
    models: { find: (provider, model) => provider.models.find(({ id }) => id === model), all: ({ models }) => models },
    pace: clock,
    routing: new RoutingState(clock.now),
    cache: new MemoryCache({ maxBytes: 1024 * 1024, now: clock.now }),
    guardTools: {
      now: clock.now,
      wait: clock.wait,
      send: () => Promise.reject(new Error('there is no network here')),
      resolves: () => Promise.resolve(false),
    },
    hop: 'here',
    userAgent: 'sluice/test',
    ...changes,
  };
  const gateway = createGateway(house);
  const ask: TestHouse['ask'] = async (request) => {
    const notes: { -readonly [Name in keyof Notes]: Notes[Name] } = {};
    try {
      const caller = authenticate(request.headers, house);
      const outcome = await clock.until(gateway(request, caller, (more) => Object.assign(notes, more)));
      return { outcome, caller, ...notes };
    } catch (error) {
      if (isFaultError(error)) return { outcome: failureOf(error.fault), ...notes };
      throw error;
    }
  };
  return { house, stored, clock, sent, ask };
}

/** The JSON that was sent upstream. */
export const jsonIn = ({ body }: UpstreamRequest): Record<string, unknown> =>
  JSON.parse((body as Buffer).toString()) as Record<string, unknown>;

export const chatRequest = (headers: Incoming['headers'], body: object = { model: 'new', messages: [] }): Incoming => ({
  id: 'i',
  door: { kind: 'operation', operation: 'chat', dialect: 'openai-chat', reply: 'json' },
  method: 'POST',
  path: '/chat/completions',
  query: '',
  headers,
  body: { kind: 'json', document: JsonDocument.parse(Buffer.from(JSON.stringify(body))) },
  departure: new Departure(),
  account: new Account(0),
});

/** What makes a request one that is passed on as it came. */
export const passedOn = (method: string): Partial<Incoming> => ({
  door: { kind: 'pass_through' },
  method,
  path: '/chat/Completions',
  body: { kind: 'stream', source: Readable.from(['{"model":"old"}']) },
});

/** A request with a config in its header, and a credential of its own. */
export const configured = (config: unknown, body?: object, headers: Incoming['headers'] = {}): Incoming =>
  chatRequest({ 'x-portkey-config': JSON.stringify(config), authorization: 'own', ...headers }, body);
