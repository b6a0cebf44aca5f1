import { describe, expect, it } from '@jest/globals';
import {
  defineProvider,
  FaultError,
  isFaultError,
  JsonDocument,
  secret,
  type Fault,
  type LocalAnswer,
  type ProviderAdapter,
} from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import type { ApiKey } from './caller.ts';
import type { House } from './house.ts';
import type { Incoming } from './incoming.ts';
import { failureOf } from './failure.ts';
import { createGateway, type Notes } from './journey.ts';
import { authenticate } from './rooms/authenticate.ts';
import type { ByteSource } from './wire/bytes.ts';
import { Departure } from './wire/departure.ts';
import type { UpstreamRequest } from './wire/transport.ts';

// As a loader sees it: which fields it has is known to its own code only.
const acme: ProviderAdapter = defineProvider({
  id: 'acme',
  name: 'Acme',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://api.acme.example/v1',
  authorize: bearer('apiKey'),
  readFault: readOpenAIFault,
  models: [{ id: 'new' }, { id: 'old', retired: { successor: 'new', chosen: '2026-01-01' } }],
  operations: { chat: openAIOperations.chat },
}) as unknown as ProviderAdapter;

const KEY: ApiKey = {
  name: 'ci',
  scopes: new Set(['completions.write']),
  admin: false,
  expiresAt: undefined,
  defaults: { config: undefined, metadata: { team: 'core' } },
};

const sourceOf = (text: string): ByteSource => ({
  pipe(sink) {
    sink.data(Buffer.from(text));
    sink.end();
  },
  pause() {},
  resume() {},
  cancel() {},
});

/** A house with nothing real in it: plain objects behind every port, and a network that answers from a list. */
function house(
  answers: readonly ((Pick<LocalAnswer, 'status'> & { readonly text: string }) | Fault)[],
  policy: Partial<House['policy']> = {},
) {
  const sent: UpstreamRequest[] = [];
  const built: House = {
    keys: { find: (token) => (token === 'sluice-key' ? KEY : undefined) },
    virtualKeys: {
      find: (slug) => (slug === 'team' ? { slug, provider: 'acme', key: 'stored', customHost: undefined, fields: {} } : undefined),
      all: () => [],
    },
    configs: { find: () => undefined },
    prompts: { find: () => undefined },
    providers: { find: (slug) => (slug === 'acme' ? acme : undefined), all: () => [acme] },
    environment: { settings: () => ({}), baseURL: () => undefined },
    policy: {
      keyRequired: false,
      deadlines: { connectMs: 0, firstByteMs: 0, firstByteWholeMs: 0, firstEventMs: 0, idleMs: 0 },
      retiredModels: 'relay',
      aliases: () => ({}),
      judgeHost: () => ({ ok: false, reason: 'no host is good enough' }),
      ...policy,
    },
    transport: async (request) => {
      const answer = answers[sent.length]!;
      sent.push(request);
      if ('kind' in answer) throw new FaultError(answer);
      return { status: answer.status, headers: ['content-type', 'application/json'], body: sourceOf(answer.text) };
    },
    hop: 'here',
    userAgent: 'sluice/test',
  };
  const gateway = createGateway(built);
  /** As the host does it: who asks, then the way, with all that is noted on it. */
  const ask = async (request: Incoming) => {
    const notes: { -readonly [Name in keyof Notes]: Notes[Name] } = {};
    try {
      const caller = authenticate(request.headers, built);
      const outcome = await gateway(request, caller, (more) => Object.assign(notes, more));
      return { outcome, caller, ...notes };
    } catch (error) {
      if (isFaultError(error)) return { outcome: failureOf(error.fault), ...notes };
      throw error;
    }
  };
  return { ask, sent };
}

const incoming = (headers: Incoming['headers'], body: object = { model: 'new', messages: [] }): Incoming => ({
  id: 'i',
  door: { kind: 'operation', operation: 'chat', dialect: 'openai-chat', reply: 'json' },
  method: 'POST',
  path: '/chat/completions',
  query: '',
  headers,
  body: { kind: 'json', document: JsonDocument.parse(Buffer.from(JSON.stringify(body))) },
  departure: new Departure(),
});

describe('a request’s way through the house', () => {
  it('goes to the provider with the caller’s bytes and credential, and comes back with its usage', async () => {
    const { ask, sent } = house([{ status: 200, text: '{"usage":{"total_tokens":3}}' }]);
    const request = incoming({ 'x-portkey-provider': 'acme', authorization: 'Bearer own' });

    const { outcome, trail, secrets } = await ask(request);

    expect(outcome).toMatchObject({ kind: 'whole', status: 200, usage: { total_tokens: 3 } });
    expect(trail).toMatchObject({ provider: 'acme', model: 'new', target: 'config' });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.acme.example/v1/chat/completions',
      guarded: false,
      headers: { authorization: 'Bearer own' },
    });
    expect(sent[0]!.body).toBe(request.body.kind === 'json' ? request.body.document.bytes : undefined);
    expect(secrets).toContain('own');
  });

  it('knows a caller by its key, and what it may use', async () => {
    const { ask, sent } = house([{ status: 200, text: '{}' }]);

    const known = await ask(incoming({ 'x-sluice-api-key': 'sluice-key', 'x-portkey-virtual-key': 'team' }));
    const unknown = await ask(incoming({ 'x-sluice-api-key': 'other', 'x-portkey-virtual-key': 'team' }));

    expect(known).toMatchObject({ outcome: { status: 200 }, caller: { key: { name: 'ci' } }, metadata: { team: 'core' } });
    expect(sent[0]!.headers['authorization']).toBe('Bearer stored');
    expect(unknown).toMatchObject({ outcome: { kind: 'failure', status: 401 } });
    expect(sent).toHaveLength(1);
  });

  it('makes a failure of what goes wrong on the way, and names the provider', async () => {
    const { ask } = house([{ kind: 'unreachable', message: 'gone' }]);

    const { outcome } = await ask(incoming({ 'x-portkey-provider': 'acme', authorization: 'k' }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 502, body: { provider: 'acme', message: 'gone' } });
  });

  it('tries the successor of a retired model once, where the policy says so', async () => {
    const gone = { status: 404, text: '{"error":{"message":"no such model"}}' };
    const asked = incoming({ 'x-portkey-provider': 'acme', authorization: 'k' }, { model: 'old', messages: [] });
    const relaying = house([gone]);
    const substituting = house([gone, { status: 200, text: '{}' }], { retiredModels: 'substitute' });

    const relayed = await relaying.ask(asked);
    const substituted = await substituting.ask(asked);

    expect(relayed.outcome).toMatchObject({ status: 404, fault: { message: expect.stringContaining('"new"') } });
    expect(substituted).toMatchObject({ outcome: { status: 200 }, trail: { model: 'new', substituted: { asked: 'old', sent: 'new' } } });
    expect(substituting.sent.map(({ body }) => (JSON.parse((body as Buffer).toString()) as { model: string }).model)).toEqual([
      'old',
      'new',
    ]);
  });

  it('stops a request that has been here before', async () => {
    const { ask, sent } = house([]);

    const { outcome } = await ask(incoming({ 'x-portkey-provider': 'acme', authorization: 'k', 'x-sluice-hop': 'there, here' }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 508 });
    expect(sent).toEqual([]);
  });
});
