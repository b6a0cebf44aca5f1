import type { AuthTools, Remembered } from '../auth-tools.ts';
import { collect } from './byte-reader.ts';
import type { Network } from './send.ts';
import { Waiting } from './waiting.ts';

/** More than any token comes with. */
const MOST_REPLY_BYTES = 1024 * 1024;

/** A token is waited for as a connection is. */
const TIMEOUT_MS = 10_000;

/** Time that a token still has to live when it is used: it must not end on its way. */
const MARGIN_MS = 60_000;

/** The network, the clock and a memory, as adapters that sign are lent them. */
export function authToolsOf(network: Network, now: () => number): AuthTools {
  const kept = new Map<string, Promise<Remembered<unknown>>>();

  const load = <T>(name: string, make: () => Promise<Remembered<T>>): Promise<Remembered<T>> => {
    const loading = make();
    kept.set(name, loading);
    return loading;
  };

  return {
    now,
    // No caller's signal: others may wait for the same token.
    async send(request) {
      const waiting = new Waiting(undefined, TIMEOUT_MS);
      try {
        const { status, headers, body } = await waiting.for(network(request, waiting.signal));
        return { status, headers, body: await waiting.for(collect(body, MOST_REPLY_BYTES)) };
      } finally {
        waiting.end();
      }
    },
    async remember<T>(name: string, make: () => Promise<Remembered<T>>): Promise<T> {
      const known = kept.get(name) as Promise<Remembered<T>> | undefined;
      // What could not be had is asked for again by whoever comes next.
      const remembered = known === undefined ? undefined : await known.catch(() => undefined);
      if (remembered && remembered.expiresAtMs - MARGIN_MS > now()) return remembered.value;
      // Of many who find it over, one asks and the others wait.
      const newer = kept.get(name) as Promise<Remembered<T>> | undefined;
      const loading = newer !== undefined && newer !== known ? newer : load(name, make);
      return (await loading).value;
    },
  };
}
