import { describe, expect, it } from '@jest/globals';
import { defineProvider } from '../define.ts';
import { FaultError } from '../fault.ts';
import { openAIOperations } from '../openai/index.ts';
import type { LocalAnswer, WireRequest } from '../wire.ts';
import { createClient } from './create-client.ts';
import { all, chunk, events, json, serving } from './server.test.support.ts';

const ask = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
const stream = { ...ask, stream: true } as const;

const local = (answer: (request: WireRequest, signal: AbortSignal) => LocalAnswer | Promise<LocalAnswer>) =>
  defineProvider({
    id: 'local',
    name: 'Local',
    fields: {},
    baseURL: 'http://local.invalid',
    operations: { chat: openAIOperations.chat },
    answer,
  });

const bytes = (text: string) => new TextEncoder().encode(text);
const sse = { 'Content-Type': 'text/event-stream' };

describe('a provider within this process', () => {
  it('answers in place of the network', async () => {
    const heard: WireRequest[] = [];
    const adapter = local((request) => {
      heard.push(request);
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: bytes('{"choices":[]}') };
    });

    expect(await createClient(adapter, {}).chat(ask)).toEqual({ choices: [] });
    expect(heard).toMatchObject([{ method: 'POST', url: 'http://local.invalid/chat/completions' }]);
  });

  it('streams, and is ended by who leaves the loop', async () => {
    let ended = false;
    async function* pieces() {
      try {
        for (;;) yield bytes(events(chunk('a')));
      } finally {
        ended = true;
      }
    }
    const client = createClient(
      local(() => ({ status: 200, headers: sse, body: pieces() })),
      {},
    );

    for await (const each of await client.chat(stream)) {
      expect(each).toEqual(chunk('a'));
      break;
    }

    expect(ended).toBe(true);
  });

  it('that stands still is called off, whether it listens or not', async () => {
    const signals: AbortSignal[] = [];
    const adapter = local((_request, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    const controller = new AbortController();

    const asking = createClient(adapter, {}).chat(ask, { signal: controller.signal });
    setImmediate(() => controller.abort('enough'));

    await expect(asking).rejects.toBe('enough');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it.each([
    ['a reply', ask],
    ['a stream', stream],
  ])('that stands still within %s is called off too', async (_what, request) => {
    const controller = new AbortController();
    async function* pieces() {
      yield bytes(': hello\n\n');
      controller.abort('enough');
      await new Promise(() => {});
    }
    const client = createClient(
      local(() => ({ status: 200, headers: {}, body: pieces() })),
      {},
    );

    await expect(client.chat(request, { signal: controller.signal })).rejects.toBe('enough');
  });

  it('is heard by its headers, however it writes their names', async () => {
    const adapter = local(() => ({ status: 429, headers: { 'Retry-After': '2' }, body: bytes('slow down') }));

    await expect(createClient(adapter, {}).chat(ask)).rejects.toMatchObject({ fault: { kind: 'rate_limited', retryAfterMs: 2000 } });
  });

  it('whose stream throws is a connection that dies', async () => {
    // oxlint-disable-next-line require-await
    async function* pieces() {
      yield bytes(events(chunk('a')));
      throw new Error('out of memory');
    }
    const client = createClient(
      local(() => ({ status: 200, headers: sse, body: pieces() })),
      {},
    );

    await expect(all(await client.chat(stream))).rejects.toMatchObject({ fault: { kind: 'stream_broken' } });
  });

  it('that refuses with a fault of its own is heard', async () => {
    const adapter = local(() => {
      throw new FaultError({ kind: 'overloaded', message: 'busy' });
    });

    await expect(createClient(adapter, {}).chat(ask)).rejects.toMatchObject({ fault: { kind: 'overloaded' } });
  });

  it('that answers with garbage is named', async () => {
    const adapter = local(() => undefined as never);

    await expect(createClient(adapter, {}).chat(ask)).rejects.toMatchObject({ fault: { kind: 'plugin_failed' } });
  });

  it('is left out where another address is given', async () => {
    const server = await serving(json({ choices: [1] }));
    const adapter = local(() => ({ status: 500, headers: {}, body: bytes('') }));

    expect(await createClient(adapter, {}, { baseURL: server.url }).chat(ask)).toEqual({ choices: [1] });
  });
});
