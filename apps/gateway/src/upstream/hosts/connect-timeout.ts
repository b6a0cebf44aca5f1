import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** An undici connector that also returns the socket it has begun to connect, so that it can be given up. */
export type Dial = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket | void;

/** No connection, TLS included, came about in the time allowed. */
export class ConnectTimeoutError extends Error {
  override readonly name = 'ConnectTimeoutError';
  readonly code = 'SLUICE_CONNECT_TIMEOUT';

  constructor(hostname: string, timeoutMs: number) {
    super(`no connection to ${hostname} within ${timeoutMs} ms`);
  }
}

/** Gives a connection so many milliseconds, name resolution and TLS included; 0 gives it forever. */
export function withConnectTimeout(dial: Dial, timeoutMs: number): buildConnector.connector {
  if (timeoutMs === 0) return dial;
  return (options, callback) => {
    let givenUp = false;
    let socket: Socket | void = undefined;
    const timer = setTimeout(() => {
      givenUp = true;
      socket?.destroy();
      callback(new ConnectTimeoutError(options.hostname, timeoutMs), null);
    }, timeoutMs);
    timer.unref();
    try {
      socket = dial(options, (...outcome) => {
        clearTimeout(timer);
        if (!givenUp) callback(...outcome);
        else outcome[1]?.destroy();
      });
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
}
