import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createClient } from './create-client.ts';
import { apiKey, foreign, plain } from './provider.test.support.ts';
import { all, chunk, events, fetching, inPieces, json, serving } from './server.test.support.ts';

const ask = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
const stream = { ...ask, stream: true } as const;
const sse = { headers: { 'content-type': 'text/event-stream' } };

describe('a failure of the provider', () => {
  it('is the fault that the adapter reads, with how long to wait', async () => {
    const server = await serving(json({ error: { message: 'slow down', code: 'rate_limit_exceeded' } }, 429, { 'retry-after': '2' }));
    const client = createClient(plain, { apiKey }, { baseURL: server.url });

    await expect(client.chat(ask)).rejects.toMatchObject({
      name: 'FaultError',
      message: 'plain error: slow down',
      fault: { kind: 'rate_limited', code: 'rate_limit_exceeded', retryAfterMs: 2000 },
    });
  });

  it('rejects a stream before its first event', async () => {
    const server = await serving(json({ error: { message: 'no', code: 'context_length_exceeded' } }, 400));

    const asking = createClient(plain, { apiKey }, { baseURL: server.url }).chat(stream);

    await expect(asking).rejects.toMatchObject({ fault: { kind: 'context_too_long' } });
  });

  it.each([
    [401, 'credential_refused'],
    [404, 'not_found'],
    [418, 'invalid_request'],
    [503, 'overloaded'],
    [500, 'upstream_error'],
  ])('of the status %i is judged by it where the adapter does not judge', async (status, kind) => {
    const { fetch } = fetching(() => new Response('gone fishing', { status }));

    const asking = createClient(foreign('sse'), { apiKey }, { fetch }).chat(ask);

    await expect(asking).rejects.toMatchObject({ message: 'foreign error: gone fishing', fault: { kind } });
  });

  it('is told without the key that it quotes', async () => {
    const { fetch } = fetching(
      () => Response.json({ error: { message: `Incorrect key ${apiKey}`, code: apiKey, param: `key ${apiKey}` } }, { status: 401 }),
      () => new Response(events(chunk('a'), { error: { message: `bad ${apiKey}` } }), sse),
    );
    const client = createClient(plain, { apiKey }, { fetch });

    const refused: unknown = await client.chat(ask).catch((error: unknown) => error);
    const stopped: unknown = await all(await client.chat(stream)).catch((error: unknown) => error);

    expect([refused, stopped].map((error) => (error as Error).message)).toEqual([
      'plain error: Incorrect key [redacted]',
      'plain error: bad [redacted]',
    ]);
    for (const error of [refused, stopped]) expect(JSON.stringify(error) + (error as Error).stack).not.toContain(apiKey);
  });

  it('in a reply of 200 is a failure all the same', async () => {
    const { fetch } = fetching(() => Response.json({ error: { message: 'sorry', code: 503 } }));

    const asking = createClient(plain, { apiKey }, { fetch }).chat(ask);

    await expect(asking).rejects.toMatchObject({ message: 'plain error: sorry', fault: { kind: 'overloaded' } });
  });

  it.each([
    ['under "error"', events({ error: { message: 'oh', code: 429 } })],
    ['as an event named so', `event: error\n${events({ error: { message: 'oh', status: 429 } })}`],
    ['with nothing else in it', events({ object: 'error', message: 'oh', error: { message: 'oh', code: '429' } })],
  ])('in a stream, %s, rejects where it is the first and throws where it is not', async (_how, failure) => {
    const { fetch } = fetching(
      () => new Response(failure, sse),
      () => new Response(events(chunk('a')) + failure, sse),
    );
    const client = createClient(plain, { apiKey }, { fetch });
    const expected = { message: 'plain error: oh', fault: { kind: 'rate_limited' } };

    await expect(client.chat(stream)).rejects.toMatchObject(expected);
    await expect(all(await client.chat(stream))).rejects.toMatchObject(expected);
  });

  it('in a stream may be words alone, in an event named so', async () => {
    const { fetch } = fetching(() => new Response('event: error\ndata: no more\n\n', sse));

    const asking = createClient(plain, { apiKey }, { fetch }).chat(stream);

    await expect(asking).rejects.toMatchObject({ message: 'plain error: no more', fault: { kind: 'upstream_error' } });
  });

  it('by a redirect is named and not followed', async () => {
    const elsewhere = await serving(json({}));
    const server = await serving((response) => void response.writeHead(307, { location: `${elsewhere.url}/` }).end());

    const asking = createClient(plain, { apiKey }, { baseURL: server.url }).chat(ask);

    await expect(asking).rejects.toMatchObject({ fault: { kind: 'upstream_error', code: 'redirected' } });
    expect(elsewhere.asked).toHaveLength(0);
  });

  it.each([
    ['no JSON', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['a list', () => Response.json([])],
    ['a stream that was not asked for', () => new Response(events(chunk('a', 'stop')), sse)],
  ])('by %s where a reply was asked for is no answer', async (_what, reply) => {
    const { fetch } = fetching(reply);

    await expect(createClient(plain, { apiKey }, { fetch }).chat(ask)).rejects.toMatchObject({ fault: { kind: 'unreadable_reply' } });
  });

  it('by a whole reply where a stream was asked for is no answer', async () => {
    const { fetch } = fetching(() => Response.json({ choices: [] }));

    await expect(createClient(plain, { apiKey }, { fetch }).chat(stream)).rejects.toMatchObject({
      fault: { kind: 'unreadable_reply', message: 'plain error: the provider was asked for a stream and answered with JSON' },
    });
  });
});

describe('a connection that breaks', () => {
  it('before an answer is the host that cannot be reached, and why', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const { port } = taken.address() as AddressInfo;
    await new Promise((closed) => taken.close(closed));

    const asking = createClient(plain, { apiKey }, { baseURL: `http://127.0.0.1:${port}` }).chat(ask);

    await expect(asking).rejects.toMatchObject({
      fault: { kind: 'unreachable', message: `127.0.0.1:${port} cannot be reached (ECONNREFUSED)` },
    });
  });

  it('within a whole answer leaves half of one, which is none', async () => {
    const server = await serving((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"choices":[', () => response.destroy());
    });

    const asking = createClient(plain, { apiKey }, { baseURL: server.url }).chat(ask);

    await expect(asking).rejects.toMatchObject({ fault: { kind: 'stream_broken' } });
  });

  it('within a stream throws behind what had come', async () => {
    const server = await serving((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events(chunk('a')), () => response.destroy());
    });
    const found: unknown[] = [];

    const reading = (async () => {
      for await (const each of await createClient(plain, { apiKey }, { baseURL: server.url }).chat(stream)) found.push(each);
    })();

    await expect(reading).rejects.toMatchObject({ fault: { kind: 'stream_broken' } });
    expect(found).toEqual([chunk('a')]);
  });

  it('behind the last event has broken nothing', async () => {
    const server = await serving((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events(chunk('a', 'stop')), () => response.destroy());
    });

    const found = await all(await createClient(plain, { apiKey }, { baseURL: server.url }).chat(stream));

    expect(found).toEqual([chunk('a', 'stop')]);
  });

  it('before one of several answers is finished is a broken stream', async () => {
    const server = await serving(inPieces('text/event-stream', Buffer.from(events(chunk('a', 'stop', 0), chunk('b', null, 1))), 1000));

    const reading = createClient(plain, { apiKey }, { baseURL: server.url })
      .chat({ ...stream, n: 2 })
      .then(all);

    await expect(reading).rejects.toMatchObject({ fault: { kind: 'stream_broken' } });
  });

  it('before the first event rejects', async () => {
    const { fetch } = fetching(() => new Response(': nothing\n\n', sse));

    const asking = createClient(plain, { apiKey }, { fetch }).chat(stream);

    await expect(asking).rejects.toMatchObject({ fault: { kind: 'unreadable_reply' } });
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['a model that is not named', { messages: [] }, { kind: 'invalid_request', param: 'model' }],
    ['a model that leads elsewhere', { model: '..', messages: [] }, { kind: 'invalid_request', code: 'invalid_path' }],
    ['a number that JSON cannot write', { model: 'm', messages: [], seed: 1n }, { kind: 'invalid_request', code: 'invalid_json' }],
  ])('is refused before anything is sent: %s', async (_what, request, fault) => {
    const { fetch, asked } = fetching(() => Response.json({}));

    const asking = createClient(plain, { apiKey }, { fetch }).call('chat', request);

    await expect(asking).rejects.toMatchObject({ fault });
    expect(asked).toHaveLength(0);
  });

  it('is refused with what there is', async () => {
    const client = createClient(foreign('sse'), { apiKey });

    await expect(client.embeddings({ model: 'm', input: 'a' })).rejects.toMatchObject({
      fault: { kind: 'unsupported_operation', message: 'foreign does not do embeddings; foreign has chat' },
    });
  });

  it('is refused with the model, where others of the provider do it', async () => {
    const some = { ...plain, operations: { chat: { choose: () => undefined } } };

    await expect(createClient(some, { apiKey }).chat(ask)).rejects.toMatchObject({
      fault: { kind: 'unsupported_operation', message: 'the model m of plain does not do chat; plain has chat' },
    });
  });

  it('is a form, of a provider that has words of its own for it', async () => {
    const chat = foreign('sse').operations.chat!;
    const odd = { ...plain, operations: { transcriptions: chat } };
    const form = new FormData();

    await expect(createClient(odd, { apiKey }).transcriptions(form)).rejects.toMatchObject({ fault: { kind: 'unsupported_operation' } });
  });

  it('is a key that no header can hold, and it is not told', async () => {
    const key = 'sk-secret\nwith-a-line-end';

    const error: unknown = await createClient(plain, { apiKey: key })
      .chat(ask)
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ fault: { kind: 'invalid_request', code: 'invalid_header', param: 'authorization' } });
    expect((error as Error).message).not.toContain('sk-secret');
  });
});

describe('an adapter that is written badly', () => {
  const author = new TypeError('cannot read properties of undefined');
  const fails = (): never => {
    throw author;
  };
  const { chat } = plain.operations;

  it.each([
    ['signing a request', { ...plain, authorize: fails }],
    ['preparing a request', { ...plain, operations: { chat: { ...chat, prepare: fails } } }],
    ['naming an address', { ...plain, operations: { chat: { ...chat, path: fails } } }],
    ['answering', { ...plain, answer: fails }],
  ])('is named where it throws at %s', async (doing, adapter) => {
    const { fetch } = fetching(() => Response.json({}));

    const asking = createClient(adapter as typeof plain, { apiKey }, { fetch }).chat(ask);

    await expect(asking).rejects.toMatchObject({
      fault: { kind: 'plugin_failed', message: `plain failed at ${doing} (cannot read properties of undefined)` },
    });
  });

  it.each([
    ['throws', fails],
    ['gives nothing', () => undefined as never],
  ])('is named where its reader of failures %s', async (_how, readFault) => {
    const { fetch } = fetching(() => new Response('no', { status: 500 }));

    const asking = createClient({ ...plain, readFault }, { apiKey }, { fetch }).chat(ask);

    await expect(asking).rejects.toMatchObject({ fault: { kind: 'plugin_failed' } });
  });
});
