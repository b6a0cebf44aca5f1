import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import { createConnector } from './hosts/index.ts';
import type { Connections } from './socket-exchange.ts';

/** Origins with open connections at a time; callers choose hosts, so their number has to have a bound. */
const MOST_POOLS = 512;

/** Long enough that a quiet minute costs no new handshake. */
const KEEP_ALIVE_MS = 60_000;

const MOST_HEADER_BYTES = 256 * 1024;

/** A pool, and when it last had a connection made. */
export interface WatchedPool {
  readonly pool: Pool;
  readonly connections: Connections;
}

/** One pool of connections for each origin, and apart from it one for callers who chose that origin, or its time to connect, themselves. */
export class Pools {
  readonly #pools = new LRUCache<string, WatchedPool>({
    max: MOST_POOLS,
    // What is under way in a pool that falls out goes on to its end.
    dispose: ({ pool }) => void pool.close().catch(() => {}),
  });

  /**
   * @param guarded Whether only public addresses may be connected to.
   * @param connectTimeoutMs Milliseconds until there is a connection; 0 is no limit.
   */
  for(origin: string, guarded: boolean, connectTimeoutMs: number): WatchedPool {
    const name = `${origin} ${connectTimeoutMs}${guarded ? ' guarded' : ''}`;
    const known = this.#pools.get(name);
    if (known) return known;
    const connections: Connections = { madeAt: -1 };
    const connect = createConnector({ guarded, connectTimeoutMs });
    const pool = new Pool(origin, {
      connections: null,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: 10 * KEEP_ALIVE_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
      // Deadlines are ours: these tick in half seconds.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect(options, made) {
        connect(options, (...came) => {
          connections.madeAt = performance.now();
          made(...came);
        });
      },
    });
    const watched = { pool, connections };
    this.#pools.set(name, watched);
    return watched;
  }

  /** Closes every connection, whatever is under way. */
  async destroy(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.destroy()));
  }
}
