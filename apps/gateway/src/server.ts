import type { Express } from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expressClasses } from './http/fast-classes.ts';
import type { Upgrade } from './http/realtime.ts';
import { refuseConnection } from './http/refuse-connection.ts';

export interface ServerOptions {
  readonly app: Express;
  readonly host: string;
  readonly port: number;
  readonly headerBytes: number;
  readonly onUpgrade: Upgrade;
  /** Told of what could not be read as a request. */
  readonly onRefused: (error: Error) => void;
}

/** Time for a client to send a request's headers; its body has a limit of its own. */
const HEADERS_TIMEOUT_MS = 60_000;

/** Longer than the minute that load balancers in front keep their side open. */
const KEEP_ALIVE_MS = 75_000;

/** @throws Error with the system's code where the address cannot be had. */
export function listen({ app, host, port, headerBytes, onUpgrade, onRefused }: ServerOptions): Promise<Server> {
  const server = createServer(
    {
      ...expressClasses(app),
      maxHeaderSize: headerBytes,
      headersTimeout: HEADERS_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Uploads may take as long as they move.
      requestTimeout: 0,
      noDelay: true,
      // Refused by us, in the shape of every other error.
      requireHostHeader: false,
    },
    app,
  );
  // Node would drop what is beyond two thousand without a word.
  server.maxHeadersCount = 0;
  // An expectation that nobody knows is no reason not to answer.
  server.on('checkExpectation', app);
  server.on('clientError', (error, socket) => {
    onRefused(error);
    refuseConnection(error, socket);
  });
  server.on('upgrade', onUpgrade);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: host.replace(/^\[|\]$/g, ''), port, backlog: 4096 }, () => resolve(server));
  });
}

/** The address as a person would type it. */
export function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
