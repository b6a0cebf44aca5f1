import { describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { createClient } from './create-client.ts';
import { apiKey, plain } from './provider.test.support.ts';
import { all, chunk, events, fetching, serving } from './server.test.support.ts';

const ask = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
const stream = { ...ask, stream: true } as const;
const sse = { headers: { 'content-type': 'text/event-stream' } };

const bytes = (...data: readonly unknown[]) => new TextEncoder().encode(events(...data));

/** A server that keeps each response open, and tells of it when it is asked and when its caller has gone. */
async function lingering(begin: (response: ServerResponse) => void = () => {}) {
  let tellAsked: () => void;
  let tellGone: () => void;
  const asked = new Promise<void>((resolve) => (tellAsked = resolve));
  const gone = new Promise<void>((resolve) => (tellGone = resolve));
  const server = await serving((response) => {
    response.once('close', tellGone);
    begin(response);
    tellAsked();
  });
  return { url: server.url, asked, gone };
}

const streaming = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(events(chunk('a')));
};

describe('who calls off a call', () => {
  it('before it is sent has nothing sent', async () => {
    const { fetch, asked } = fetching(() => Response.json({}));
    let signed = false;
    const authorize = () => {
      signed = true;
      throw new Error('nobody asked');
    };

    const asking = createClient({ ...plain, authorize }, { apiKey }, { fetch }).chat(ask, { signal: AbortSignal.abort('enough') });

    await expect(asking).rejects.toBe('enough');
    expect([signed, asked]).toEqual([false, []]);
  });

  it('while it waits is told its own reason, and the provider sees it go', async () => {
    const server = await lingering();
    const controller = new AbortController();
    const reason = new Error('the user left');

    const asking = createClient(plain, { apiKey }, { baseURL: server.url }).chat(ask, { signal: controller.signal });
    void server.asked.then(() => controller.abort(reason));

    await expect(asking).rejects.toBe(reason);
    await server.gone;
  });

  it('within a whole answer is told the same', async () => {
    const server = await lingering((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":');
    });
    const controller = new AbortController();

    const asking = createClient(plain, { apiKey }, { baseURL: server.url }).chat(ask, { signal: controller.signal });
    void server.asked.then(() => controller.abort('enough'));

    await expect(asking).rejects.toBe('enough');
    await server.gone;
  });

  it('within a stream is told the same behind what had come', async () => {
    const server = await lingering(streaming);
    const controller = new AbortController();
    const found: unknown[] = [];

    const reading = (async () => {
      const reply = await createClient(plain, { apiKey }, { baseURL: server.url }).chat(stream, { signal: controller.signal });
      for await (const each of reply) {
        found.push(each);
        controller.abort('enough');
      }
    })();

    await expect(reading).rejects.toBe('enough');
    expect(found).toEqual([chunk('a')]);
    await server.gone;
  });

  it('by leaving the loop closes the connection', async () => {
    const server = await lingering(streaming);

    for await (const each of await createClient(plain, { apiKey }, { baseURL: server.url }).chat(stream)) {
      expect(each).toEqual(chunk('a'));
      break;
    }

    await server.gone;
  });

  it('before the first turn of the loop closes the connection', async () => {
    const server = await lingering(streaming);
    const reply = await createClient(plain, { apiKey }, { baseURL: server.url }).chat(stream);

    await reply[Symbol.asyncIterator]().return!();

    await server.gone;
    expect(await all(reply)).toEqual([]);
  });

  it('leaves nothing at the signal behind', async () => {
    const { fetch } = fetching(
      () => Response.json({ choices: [] }),
      () => new Response(events(chunk('a', 'stop')), sse),
      () => new Response('no', { status: 500 }),
    );
    const client = createClient(plain, { apiKey }, { fetch });
    const { signal } = new AbortController();
    let listening = 0;
    const counted = new Proxy(signal, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name === 'addEventListener') listening++;
        if (name === 'removeEventListener') listening--;
        return value.bind(target) as unknown;
      },
    });

    await client.chat(ask, { signal: counted });
    await all(await client.chat(stream, { signal: counted }));
    await client.chat(ask, { signal: counted }).catch(() => {});

    expect(listening).toBe(0);
  });
});

describe('a provider that takes its time', () => {
  it('is waited for until the headers, so long as was said', async () => {
    const { fetch, asked } = fetching(() => new Promise(() => {}));

    const asking = createClient(plain, { apiKey }, { fetch, timeoutMs: 20 }).chat(ask);

    await expect(asking).rejects.toMatchObject({
      fault: { kind: 'deadline_exceeded', message: 'the provider sent no answer within 20 ms (timeoutMs)' },
    });
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true]);
  });

  it('with what stands behind the headers has all the time that it needs', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes(chunk('a')));
        setTimeout(() => {
          controller.enqueue(bytes(chunk('b', 'stop')));
          controller.close();
        }, 60);
      },
    });
    const { fetch } = fetching(() => new Response(body, sse));

    const reply = await createClient(plain, { apiKey }, { fetch, timeoutMs: 20 }).chat(stream);

    expect(await all(reply)).toHaveLength(2);
  });

  it('is not read faster than its caller reads', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled++;
          controller.enqueue(bytes(chunk(String(pulled))));
        },
      },
      { highWaterMark: 0 },
    );
    const { fetch } = fetching(() => new Response(body, sse));

    const reply = await createClient(plain, { apiKey }, { fetch }).chat(stream);
    const iterator = reply[Symbol.asyncIterator]();
    for (let turn = 0; turn < 3; turn++) await iterator.next();
    const before = pulled;
    await iterator.return!();

    expect(before).toBe(3);
  });
});

describe('a stream whose mark of the end has come', () => {
  it('is over, and its connection is read to the end and not closed', async () => {
    let pulled = 0;
    let resolve: (how: string) => void;
    const left = new Promise<string>((settle) => (resolve = settle));
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled++;
          if (pulled === 1) return controller.enqueue(bytes(chunk('a', 'stop'), '[DONE]'));
          controller.close();
          resolve('read');
        },
        cancel: () => resolve('closed'),
      },
      { highWaterMark: 0 },
    );
    const { fetch } = fetching(() => new Response(body, sse));

    expect(await all(await createClient(plain, { apiKey }, { fetch }).chat(stream))).toHaveLength(1);

    expect(await left).toBe('read');
  });

  it('is over although its connection stays open, which is then closed', async () => {
    const server = await lingering((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events(chunk('a', 'stop'), '[DONE]'));
    });

    expect(await all(await createClient(plain, { apiKey }, { baseURL: server.url }).chat(stream))).toHaveLength(1);

    await server.gone;
  });
});
