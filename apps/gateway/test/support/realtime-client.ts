import type { IncomingHttpHeaders } from 'node:http';
import { WebSocket, type ClientOptions } from 'ws';

/** A connection that stands, with what came of its handshake. */
export interface Session {
  readonly socket: WebSocket;
  readonly headers: IncomingHttpHeaders;
  /** Messages that came and were not asked for yet, in their order. */
  next(): Promise<{ readonly data: Buffer; readonly binary: boolean }>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** A handshake that was answered otherwise. */
export interface Refused {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // oxlint-disable-next-line no-explicit-any -- a test reads whatever it expects
  readonly json: any;
}

export interface ConnectOptions extends ClientOptions {
  readonly subprotocols?: readonly string[];
}

function open(url: string, { subprotocols = [], ...options }: ConnectOptions) {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), [...subprotocols], options);
  const waiting: { data: Buffer; binary: boolean }[] = [];
  const asking: ((message: { data: Buffer; binary: boolean }) => void)[] = [];
  socket.on('message', (data, binary) => {
    const message = { data: data as Buffer, binary };
    const ask = asking.shift();
    if (ask) ask(message);
    else waiting.push(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  const next = () => {
    const message = waiting.shift();
    return message ? Promise.resolve(message) : new Promise<{ data: Buffer; binary: boolean }>((resolve) => asking.push(resolve));
  };
  return { socket, closed, next };
}

/** Opens a WebSocket that has to come to be. */
export function connect(url: string, options: ConnectOptions = {}): Promise<Session> {
  const { socket, closed, next } = open(url, options);
  let headers: IncomingHttpHeaders = {};
  return new Promise((resolve, reject) => {
    socket.on('upgrade', (response) => (headers = response.headers));
    socket.on('open', () => resolve({ socket, headers, closed, next }));
    socket.on('error', reject);
  });
}

/** Asks for a WebSocket that must not come to be. */
export function refused(url: string, options: ConnectOptions = {}): Promise<Refused> {
  const { socket } = open(url, options);
  return new Promise((resolve, reject) => {
    socket.on('open', () => reject(new Error('the WebSocket was opened')));
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, json: JSON.parse(Buffer.concat(chunks).toString()) as unknown }),
      );
      response.on('error', reject);
    });
  });
}
