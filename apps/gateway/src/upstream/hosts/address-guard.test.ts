import { Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildConnector } from 'undici';
import { withAddressGuard } from './address-guard.ts';
import { connectTo, listen, type Listening } from './connecting.test.support.ts';

let server: Listening | undefined;
afterEach(() => server?.close());

/** A connector that ends up at this peer whatever it was asked for. */
function landingAt(remoteAddress: string | undefined) {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  const asked: buildConnector.Options[] = [];
  const connect: buildConnector.connector = (options, callback) => {
    asked.push(options);
    callback(null, socket);
  };
  return { connect, socket, asked };
}

describe('a connector that reaches public addresses only', () => {
  it.each([
    'http://127.0.0.1',
    'http://[::1]',
    'http://169.254.169.254',
    'http://[::ffff:10.0.0.1]',
    'https://[fd00:ec2::254]',
    'https://0x7f.1',
  ])('refuses %s before it connects', async (text) => {
    const { connect, asked } = landingAt('93.184.215.14');

    const { error, socket } = await connectTo(withAddressGuard(connect), text);

    expect(error).toMatchObject({ code: 'SLUICE_FORBIDDEN_ADDRESS' });
    expect(socket).toBeNull();
    expect(asked).toEqual([]);
  });

  it('refuses a literal with a zone, which no URL can hold', async () => {
    const { connect, asked } = landingAt('93.184.215.14');

    const error = await new Promise((done) => {
      withAddressGuard(connect)({ protocol: 'http:', hostname: 'fe80::1%eth0', port: '80' }, (...[fault]) => done(fault));
    });

    expect(error).toMatchObject({ code: 'SLUICE_FORBIDDEN_ADDRESS' });
    expect(asked).toEqual([]);
  });

  it('answers only after the call has returned', () => {
    const answers: unknown[] = [];
    const connect = withAddressGuard(landingAt(undefined).connect);

    connect({ protocol: 'http:', hostname: '127.0.0.1', port: '80' }, (...outcome) => {
      answers.push(outcome);
    });

    expect(answers).toEqual([]);
  });

  it.each([
    ['http://8.8.8.8', '8.8.8.8'],
    ['http://[2606:4700::1]', '2606:4700::1'],
    ['https://api.example.com', '::ffff:93.184.215.14'],
    ['https://api.example.com', '64:ff9b::5db8:d70e'],
  ])('hands over %s, reached at %s', async (text, address) => {
    const { connect, socket: peer } = landingAt(address);

    const { error, socket } = await connectTo(withAddressGuard(connect), text);

    expect(error).toBeNull();
    expect(socket).toBe(peer);
    expect(peer.destroyed).toBe(false);
  });

  it.each(['127.0.0.1', '::ffff:127.0.0.1', '10.0.0.1', 'fe80::1%eth0', 'fd00::1', ''])(
    'gives up what has ended at %j after all',
    async (address) => {
      const { connect, socket: peer } = landingAt(address);

      const { error, socket } = await connectTo(withAddressGuard(connect), 'https://api.example.com');

      expect(error).toMatchObject({ code: 'SLUICE_FORBIDDEN_ADDRESS' });
      expect(error?.message).toMatch(/^api\.example\.com leads to/);
      expect(socket).toBeNull();
      expect(peer.destroyed).toBe(true);
    },
  );

  it('closes a real connection that has ended on this machine', async () => {
    server = await listen();
    const { port, sockets } = server;
    const astray = buildConnector({
      timeout: 0,
      lookup: (_hostname, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });

    const { error } = await connectTo(withAddressGuard(astray), `http://api.example.com:${port}`);
    await closed(sockets);

    expect(error).toMatchObject({ code: 'SLUICE_FORBIDDEN_ADDRESS' });
    expect(sockets.map(({ bytesRead }) => bytesRead)).toEqual([0]);
  });

  it('takes a peer that has already gone for a lost connection', async () => {
    const { connect, socket } = landingAt(undefined);

    const { error } = await connectTo(withAddressGuard(connect), 'https://api.example.com');

    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(socket.destroyed).toBe(true);
  });

  it('passes on why a connection failed', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

    const { error } = await connectTo(
      withAddressGuard((_options, callback) => callback(refused, null)),
      'https://api.example.com',
    );

    expect(error).toBe(refused);
  });
});

async function closed(sockets: Socket[]): Promise<void> {
  const started = Date.now();
  const isOpen = () => sockets.length === 0 || sockets.some((socket) => !socket.closed);
  for (const socket of sockets) socket.resume();
  while (isOpen() && Date.now() - started < 2_000) await new Promise((done) => setTimeout(done, 5));
  expect(isOpen()).toBe(false);
}
