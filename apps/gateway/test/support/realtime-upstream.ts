import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer, type ServerOptions as SecureOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';

/** One handshake as the provider got it. */
export interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** A provider of WebSockets that does as it is told. */
export interface RealtimeUpstream {
  readonly origin: string;
  readonly port: number;
  readonly asked: readonly Asked[];
  /** Connections as they were when they came, closed ones too. */
  readonly accepted: readonly WebSocket[];
  /** What it does with the next connections. Default: says everything back as it came. */
  onSession: (session: WebSocket) => void;
  /** Answers the handshake in place of a WebSocket; undefined takes it. */
  refuse: ((socket: Socket, request: IncomingMessage) => void) | undefined;
  close(): Promise<void>;
}

export const echo = (session: WebSocket): void =>
  void session.on('message', (data, isBinary) => session.send(data as Buffer, { binary: isBinary }));

/** A refusal as plain HTTP. */
export const refusal =
  (status: string, body: string, headers: readonly string[] = ['content-type: application/json']) =>
  (socket: Socket): void =>
    void socket.end([`HTTP/1.1 ${status}`, ...headers, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));

/** @param tls A key and a certificate, for a provider behind TLS. */
export async function startRealtimeUpstream(options: ServerOptions = {}, tls?: SecureOptions): Promise<RealtimeUpstream> {
  const asked: Asked[] = [];
  const accepted: WebSocket[] = [];
  const sockets = new Set<Socket>();
  const answer: RequestListener = (_request, response) => response.writeHead(404).end();
  const server = tls ? createSecureServer(tls, answer) : createServer(answer);
  const sessions = new WebSocketServer({ noServer: true, ...options });
  const upstream: { onSession: RealtimeUpstream['onSession']; refuse: RealtimeUpstream['refuse'] } = { onSession: echo, refuse: undefined };
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket: Socket, head) => {
    asked.push({ url: request.url!, headers: request.headers });
    socket.on('error', () => {});
    if (upstream.refuse) return upstream.refuse(socket, request);
    sessions.handleUpgrade(request, socket, head, (session) => {
      accepted.push(session);
      session.on('error', () => {});
      upstream.onSession(session);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    port,
    asked,
    accepted,
    get onSession() {
      return upstream.onSession;
    },
    set onSession(next) {
      upstream.onSession = next;
    },
    get refuse() {
      return upstream.refuse;
    },
    set refuse(next) {
      upstream.refuse = next;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
