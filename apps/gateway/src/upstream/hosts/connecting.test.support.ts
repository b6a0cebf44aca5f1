import type { Server, Socket } from 'node:net';
import { createServer, type AddressInfo } from 'node:net';
import type { buildConnector } from 'undici';

/** What a connector said, as a value. */
export type Connected = { readonly error: NodeJS.ErrnoException | null; readonly socket: Socket | null };

export function connectTo(connect: buildConnector.connector, text: string): Promise<Connected> {
  const { protocol, hostname, host, port } = new URL(text);
  return new Promise((done) => {
    connect({ protocol, hostname, host, port }, (error, socket) => done({ error, socket: socket ?? null }));
  });
}

/** A server on a free port of loopback, closed with all its connections when the scope ends. */
export interface Listening {
  readonly port: number;
  readonly sockets: Socket[];
  close(): Promise<void>;
}

export async function listen(server: Server = createServer(), options: { readonly backlog?: number } = {}): Promise<Listening> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>((ready) => server.listen({ port: 0, host: '127.0.0.1', ...options }, ready));
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
