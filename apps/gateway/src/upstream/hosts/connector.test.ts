import { createServer } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { connectTo, listen, type Listening } from './connecting.test.support.ts';
import { createConnector } from './connector.ts';
import { createGuardedLookup, type ResolveHost } from './guarded-lookup.ts';
import { resolvingInTurn, resolvingTo } from './resolvers.test.support.ts';
import { selfSigned } from './self-signed.test.support.ts';

const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean();
});

async function serving(...args: Parameters<typeof listen>): Promise<Listening> {
  const server = await listen(...args);
  cleaning.push(() => server.close());
  return server;
}

function fetching(connect: ReturnType<typeof createConnector>, text: string) {
  const dispatcher = new Agent({ connect });
  cleaning.push(() => dispatcher.destroy());
  return request(text, { dispatcher });
}

const neverResolving: ResolveHost = () => undefined;

describe('a connector for hosts that are trusted', () => {
  it('reaches a server on this machine', async () => {
    const { port } = await serving(createHttpServer((_request, response) => response.end('hello')));

    const reply = await fetching(createConnector({ guarded: false, connectTimeoutMs: 2_000 }), `http://127.0.0.1:${port}/`);

    expect(await reply.body.text()).toBe('hello');
  });

  it('reaches it by a name too', async () => {
    const { port } = await serving(createHttpServer((_request, response) => response.end('hello')));

    const reply = await fetching(createConnector({ guarded: false, connectTimeoutMs: 2_000 }), `http://localhost:${port}/`);

    expect(await reply.body.text()).toBe('hello');
  });

  it('still asks for a certificate that somebody vouches for', async () => {
    const { port } = await serving(createTlsServer(selfSigned()));

    const { error } = await connectTo(createConnector({ guarded: false, connectTimeoutMs: 2_000 }), `https://127.0.0.1:${port}`);

    expect(error).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('passes on that nobody listens', async () => {
    const server = await listen();
    await server.close();

    const { error } = await connectTo(createConnector({ guarded: false, connectTimeoutMs: 2_000 }), `http://127.0.0.1:${server.port}`);

    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a connector for hosts that a caller chose', () => {
  it.each([
    (port: number) => `http://127.0.0.1:${port}`,
    (port: number) => `http://2130706433:${port}`,
    (port: number) => `http://[::ffff:127.0.0.1]:${port}`,
    (port: number) => `http://localhost:${port}`,
    (port: number) => `https://127.0.0.1:${port}`,
    (port: number) => `https://localhost:${port}`,
  ])('does not reach a server on this machine (%#)', async (url) => {
    const { port, sockets } = await serving();

    await expect(fetching(createConnector({ guarded: true, connectTimeoutMs: 2_000 }), url(port))).rejects.toMatchObject({
      code: 'SLUICE_FORBIDDEN_ADDRESS',
    });
    expect(sockets).toEqual([]);
  });

  it.each([
    ['127.0.0.1.nip.io', ['127.0.0.1']],
    ['mapped.example.com', ['::ffff:127.0.0.1']],
    ['mixed.example.com', ['93.184.215.14', '127.0.0.1']],
    ['mixed.example.com', ['127.0.0.1', '93.184.215.14']],
  ])('does not reach it as %s, which resolves to %j', async (hostname, addresses) => {
    const { port, sockets } = await serving();
    const connect = createConnector({ guarded: true, connectTimeoutMs: 2_000, resolve: resolvingTo(...addresses) });

    const outcomes = [await connectTo(connect, `http://${hostname}:${port}`), await connectTo(connect, `https://${hostname}:${port}`)];

    expect(outcomes).toMatchObject([
      { error: { code: 'SLUICE_FORBIDDEN_ADDRESS' }, socket: null },
      { error: { code: 'SLUICE_FORBIDDEN_ADDRESS' }, socket: null },
    ]);
    expect(sockets).toEqual([]);
  });

  it('does not reach it through a name that was public when it was first asked for', async () => {
    const { port, sockets } = await serving();
    const resolve = resolvingInTurn(['93.184.215.14'], ['127.0.0.1']);
    const first = await new Promise((done) => createGuardedLookup(resolve)('rebind.example.com', {}, done));

    const { error } = await connectTo(
      createConnector({ guarded: true, connectTimeoutMs: 2_000, resolve }),
      `http://rebind.example.com:${port}`,
    );

    expect(first).toBeNull();
    expect(error).toMatchObject({ code: 'SLUICE_FORBIDDEN_ADDRESS' });
    expect(sockets).toEqual([]);
  });
});

describe('the time that a connection may take', () => {
  it.each(['http', 'https'])('covers a resolver that never answers (%s)', async (scheme) => {
    const connect = createConnector({ guarded: true, connectTimeoutMs: 50, resolve: neverResolving });

    const { error } = await connectTo(connect, `${scheme}://slow.example.com`);

    expect(error).toMatchObject({ code: 'SLUICE_CONNECT_TIMEOUT' });
  });

  it('covers a server that accepts and never shakes hands, whose connection is then closed', async () => {
    const { port, sockets } = await serving(createServer((socket) => void socket.resume()));

    const { error } = await connectTo(createConnector({ guarded: false, connectTimeoutMs: 150 }), `https://127.0.0.1:${port}`);
    await new Promise((done) => (sockets[0]?.closed ? done(undefined) : sockets[0]?.once('close', done)));

    expect(error).toMatchObject({ code: 'SLUICE_CONNECT_TIMEOUT' });
    expect(sockets).toHaveLength(1);
  });

  it('covers a machine that does not answer at all', async () => {
    const port = await deafPort();
    const connect = createConnector({ guarded: false, connectTimeoutMs: 150 });
    const outcomes: (string | undefined)[] = [];

    // The kernel accepts a few on the server's behalf before its queue is full.
    while (outcomes.length < 20 && outcomes.at(-1) !== 'SLUICE_CONNECT_TIMEOUT') {
      const { error, socket } = await connectTo(connect, `http://127.0.0.1:${port}`);
      cleaning.push(() => socket?.destroy());
      outcomes.push(error?.code);
    }

    expect(outcomes.at(-1)).toBe('SLUICE_CONNECT_TIMEOUT');
  });

  it('is what a request through undici fails with', async () => {
    const connect = createConnector({ guarded: true, connectTimeoutMs: 50, resolve: neverResolving });

    const reply = fetching(connect, 'https://slow.example.com/');

    await expect(reply).rejects.toMatchObject({ name: 'ConnectTimeoutError', code: 'SLUICE_CONNECT_TIMEOUT' });
  });

  it('ends with the connection: a slow reply is another matter', async () => {
    const { port } = await serving(createHttpServer((_request, response) => void setTimeout(() => response.end('late'), 300)));

    const reply = await fetching(createConnector({ guarded: false, connectTimeoutMs: 150 }), `http://127.0.0.1:${port}/`);

    expect(await reply.body.text()).toBe('late');
  });
});

/** A port that listens in a thread which is asleep, so that nothing is ever accepted. */
async function deafPort(): Promise<number> {
  const sleeper = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  cleaning.push(() => sleeper.terminate());
  return new Promise((done) => sleeper.once('message', done));
}
