import type { Departure } from '@sluice/core';
import type { Duplex } from 'node:stream';

/** Nobody has anything to say before the handshake is over. */
const MOST_EARLY_BYTES = 64 * 1024;

/**
 * Listens to a caller that waits for its WebSocket, so that its hanging up is noticed; what it says too early is kept.
 *
 * @returns Stops listening, and puts back what was said.
 */
export function listenTo(caller: Duplex, head: Buffer, departure: Departure): () => void {
  const early = [head];
  let size = head.length;
  const keep = (chunk: Buffer) => {
    early.push(chunk);
    size += chunk.length;
    if (size > MOST_EARLY_BYTES) caller.destroy();
  };
  const leave = () => departure.leave();
  caller.on('data', keep);
  caller.on('end', leave);
  caller.on('close', leave);
  return () => {
    caller.pause();
    caller.off('data', keep);
    caller.off('end', leave);
    if (size > 0 && !caller.destroyed) caller.unshift(Buffer.concat(early));
  };
}
