import type { WireRequest } from './wire.ts';

/** What the gateway lends to `authorize`, so that an adapter opens no sockets and keeps no clock. */
export interface AuthTools {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Sends one request, as for a token.
   *
   * @throws FaultError where nothing answers.
   */
  readonly send: (request: WireRequest) => Promise<WireResponse>;
  /**
   * What `load` gave under this name, until it expires; many who ask at once wait for one load. The name must hold
   * all that the value depends on; secrets in it are not printed.
   */
  readonly remember: <T>(name: string, load: () => Promise<Remembered<T>>) => Promise<T>;
}

/** A value to keep, and for how long. */
export interface Remembered<T> {
  readonly value: T;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** A whole answer to a request of the adapter's own. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
