import { collect, Departure, headerRecord, type Transport } from '@sluice/core';
import { FaultError, type AuthTools, type Remembered } from '@sluice/provider-sdk';
import { LRUCache } from 'lru-cache';

/** More than any token comes with. */
const MOST_REPLY_BYTES = 1024 * 1024;

/** A caller waits for a token as it waits for a connection. */
const TIMEOUT_MS = 10_000;

/** Time that a token still has to live when it is used: it must not end on its way. */
const MARGIN_MS = 60_000;

/** Tokens of so many credentials are kept. */
const MOST_KEPT = 10_000;

export interface AuthToolsMeans {
  readonly transport: Transport;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly userAgent: string;
}

/** The network, the clock and a memory, as adapters that sign are lent them. */
export function createAuthTools({ transport, now, userAgent }: AuthToolsMeans): AuthTools {
  const kept = new LRUCache<string, Promise<Remembered<unknown>>>({ max: MOST_KEPT });

  const load = <T>(name: string, make: () => Promise<Remembered<T>>): Promise<Remembered<T>> => {
    const loading = make();
    kept.set(name, loading);
    // What could not be had is asked for again by whoever comes next.
    loading.catch(() => kept.get(name) === loading && kept.delete(name));
    return loading;
  };

  return {
    now,
    async send({ method, url, headers, body }) {
      const departure = new Departure();
      const reply = await transport(
        {
          method,
          url,
          headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', ...headers },
          body: body === undefined ? undefined : Buffer.from(body),
          guarded: false,
          connectTimeoutMs: TIMEOUT_MS,
          firstByteTimeoutMs: TIMEOUT_MS,
          requestTimeoutMs: TIMEOUT_MS,
          answer: undefined,
        },
        departure,
      );
      const collected = await collect(reply.body, MOST_REPLY_BYTES, departure);
      if (collected.whole) return { status: reply.status, headers: headerRecord(reply.headers), body: collected.bytes };
      collected.source.cancel();
      throw new FaultError({
        kind: 'unreadable_reply',
        message: `${new URL(url).host} answered a request for a token with more than ${MOST_REPLY_BYTES} bytes`,
      });
    },
    async remember<T>(name: string, make: () => Promise<Remembered<T>>): Promise<T> {
      const known = kept.get(name) as Promise<Remembered<T>> | undefined;
      const remembered = known === undefined ? undefined : await known.catch(() => undefined);
      if (remembered && remembered.expiresAtMs - MARGIN_MS > now()) return remembered.value;
      // Of many who find it over, one asks and the others wait.
      const newer = kept.get(name) as Promise<Remembered<T>> | undefined;
      const loading = newer !== undefined && newer !== known ? newer : load(name, make);
      return (await loading).value;
    },
  };
}
