import { describe, expect, it } from '@jest/globals';
import {
  defineProvider,
  operationFor,
  secret,
  text,
  type AuthTools,
  type ProviderAdapter,
  type Remembered,
  type WireRequest,
} from '@sluice/provider-sdk';
import { guardedProvider } from './guarded-provider.ts';
import { Watch } from './watch.ts';

const REQUEST: WireRequest = { method: 'POST', url: 'http://a.invalid/x', headers: { a: 'b' }, body: Buffer.from('abc') };

const guarded = (provider: unknown, now?: () => number): ProviderAdapter =>
  guardedProvider(provider as ProviderAdapter, new Watch('mine', { busyMs: 100, waitMs: 100, stuckMs: 0 }, now));

/** Tools with a memory that all share, as the gateway's is shared. */
function tools(): AuthTools & { readonly names: string[] } {
  const kept = new Map<string, unknown>();
  const names: string[] = [];
  return {
    names,
    now: () => 0,
    send: () => Promise.reject(new Error('nobody is there')),
    async remember<T>(name: string, load: () => Promise<Remembered<T>>) {
      names.push(name);
      if (!kept.has(name)) kept.set(name, (await load()).value);
      return kept.get(name) as T;
    },
  };
}

const remembering = (id: string) =>
  defineProvider({
    id,
    name: id,
    fields: {},
    operations: {},
    authorize: async (request, _settings, { remember }) => ({
      ...request,
      headers: { token: await remember('token', () => Promise.resolve({ value: `of ${id}`, expiresAtMs: 9 })) },
    }),
  });

describe('a plugin', () => {
  it('remembers tokens under names that no other can ask for', async () => {
    const lent = tools();

    const one = await guarded(remembering('one')).authorize(REQUEST, {}, lent);
    const two = await guarded(remembering('two')).authorize(REQUEST, {}, lent);

    expect([one.headers['token'], two.headers['token']]).toEqual(['of one', 'of two']);
    expect(new Set(lent.names).size).toBe(2);
  });

  it('cannot change the bytes that another target may be sent', async () => {
    const spoiling = defineProvider({
      id: 'a',
      name: 'A',
      fields: {},
      operations: {},
      authorize(request) {
        request.body!.fill(0);
        (request.headers as Record<string, string>)['a'] = 'spoiled';
        return request;
      },
    });

    const sent = await guarded(spoiling).authorize(REQUEST, {}, tools());

    expect([REQUEST.body!.toString(), REQUEST.headers]).toEqual(['abc', { a: 'b' }]);
    expect([...sent.body!]).toEqual([0, 0, 0]);
  });

  it('tells no secret in what it throws', () => {
    const telling = defineProvider({
      id: 'a',
      name: 'A',
      fields: { apiKey: secret('Key'), region: text('Region') },
      operations: {},
      authorize: (_request, { apiKey, region }) => {
        throw new Error(`bad key ${apiKey} in ${region}`);
      },
    });

    expect(() => guarded(telling).authorize(REQUEST, { apiKey: 'k-123456', region: 'north' }, tools())).toThrow(
      'The plugin "mine" failed in authorize: bad key *** in north',
    );
  });

  it('is asked once for what depends on nothing but its settings', () => {
    let asked = 0;
    const adapter = guarded(
      defineProvider({
        id: 'a',
        name: 'A',
        fields: { region: text('Region') },
        operations: {},
        baseURL: ({ region }) => `http://${region}.invalid/${++asked}/`,
      }),
    );

    const bases = ['x', 'x', 'y'].map((region) => adapter.baseURL({ region }));

    expect(bases).toEqual(['http://x.invalid/1', 'http://x.invalid/1', 'http://y.invalid/2']);
  });

  it('that kept the process busy rests for half a minute, and is then called again', async () => {
    let time = 0;
    let endless = true;
    const adapter = guarded(
      defineProvider({
        id: 'a',
        name: 'A',
        fields: {},
        operations: {},
        authorize(request) {
          // oxlint-disable-next-line no-unmodified-loop-condition -- it has no end, which is the point
          while (endless);
          return request;
        },
      }),
      () => time,
    );
    const told = async () => {
      try {
        return (await adapter.authorize(REQUEST, {}, tools())).url;
      } catch (error) {
        return (error as Error).message;
      }
    };

    const first = await told();
    endless = false;
    const second = await told();
    time = 30_001;
    const third = await told();

    expect(first).toMatch(/failed in authorize: it kept the process busy for more than 100 ms/);
    expect(second).toMatch(/is not called again for 30 s/);
    expect(third).toBe(REQUEST.url);
  });

  it('answers in this process as the contract says, or not at all', async () => {
    const answers = (answer: unknown) => guarded({ ...defineProvider({ id: 'a', name: 'A', fields: {}, operations: {} }), answer });
    const ask = async (answer: unknown) => {
      try {
        const { status, body } = await answers(answer).answer!(REQUEST, new AbortController().signal);
        const pieces: number[] = [];
        if (!(body instanceof Uint8Array)) for await (const piece of body) pieces.push(piece.length);
        return [status, pieces];
      } catch (error) {
        return (error as Error).message;
      }
    };
    async function* pieces(...all: readonly unknown[]) {
      for (const piece of all) yield piece;
    }

    expect(await ask(() => ({ status: 200, headers: {}, body: pieces(Buffer.from('ab'), Buffer.from('c')) }))).toEqual([200, [2, 1]]);
    expect(await ask(() => ({ status: 99, headers: {}, body: Buffer.from('') }))).toMatch(/it answered with the status 99/);
    expect(await ask(() => ({ status: 200, headers: {}, body: 'text' }))).toMatch(/neither bytes .* nor an async iterable/);
    expect(await ask(() => ({ status: 200, headers: {}, body: pieces('text') }))).toMatch(/it sent "text" in place of bytes/);
    expect(await ask(() => Promise.reject(new Error('no luck')))).toMatch(/failed in answer: no luck/);
  });

  it('that could not choose once is asked again', () => {
    let asked = 0;
    const choosing = defineProvider({
      id: 'a',
      name: 'A',
      fields: {},
      operations: {
        chat: {
          choose(model) {
            if (++asked === 1) throw new Error('not yet');
            return model === undefined ? undefined : { dialect: 'openai-chat', path: '/chat' };
          },
        },
      },
    });
    const { operations } = guarded(choosing);

    const first = operationFor(operations, 'chat', 'm');
    const [second, third] = [operationFor(operations, 'chat', 'm'), operationFor(operations, 'chat', 'm')];

    expect(() => first!.codec!.request({}, { model: 'm', settings: {} })).toThrow(/failed in chat\.choose: not yet/);
    expect([second, third, asked]).toEqual([{ dialect: 'openai-chat', path: '/chat' }, second, 2]);
  });

  it('calls its functions as members of what they stand in', async () => {
    const withThis = {
      ...defineProvider({ id: 'a', name: 'A', fields: {}, operations: {} }),
      token: 'mine',
      authorize(this: { token: string }, request: WireRequest) {
        return { ...request, headers: { token: this.token } };
      },
    };

    expect((await guarded(withThis).authorize(REQUEST, {}, tools())).headers).toEqual({ token: 'mine' });
  });
});
