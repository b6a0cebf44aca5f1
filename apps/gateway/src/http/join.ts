import type { Duplex } from 'node:stream';

/** Two connections that have become one, for the record. */
export interface Joined {
  /** Bytes from the caller. */
  up: number;
  /** Bytes to the caller. */
  down: number;
  /** The provider's connection failed rather than ended. */
  broken: boolean;
}

/** Time for the last bytes, and for the other side's own goodbye. */
const FAREWELL_MS = 5_000;

/**
 * Joins two connections: bytes pass both ways as they are, and no faster than they are taken. When one ends, so does the
 * other, however long either was silent before.
 */
export function join(caller: Duplex, provider: Duplex): Joined {
  const joined: Joined = { up: 0, down: 0, broken: false };
  provider.on('error', () => (joined.broken = true));
  pass(caller, provider, (bytes) => (joined.up += bytes));
  pass(provider, caller, (bytes) => (joined.down += bytes));
  caller.resume();
  provider.resume();
  return joined;
}

function pass(from: Duplex, to: Duplex, count: (bytes: number) => void): void {
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
    if (!to.write(chunk)) from.pause();
  });
  to.on('drain', () => from.resume());
  from.on('end', () => leave(to));
  from.on('close', () => leave(to));
}

/** Sends what is still to be sent, and goes. */
function leave(connection: Duplex): void {
  if (connection.destroyed || connection.writableEnded) return;
  connection.end();
  const timer = setTimeout(() => connection.destroy(), FAREWELL_MS);
  connection.on('close', () => clearTimeout(timer));
}
