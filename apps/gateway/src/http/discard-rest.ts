import type { IncomingMessage } from 'node:http';

/** Long enough for a client to notice the answer and stop. */
const PATIENCE_MS = 5_000;

/**
 * Reads on after an early answer, for a while: a connection closed over unread bytes is reset, and the
 * answer with it.
 */
export function discardRest(request: IncomingMessage): void {
  request.unpipe();
  request.removeAllListeners('data');
  request.resume();
  const timer = setTimeout(() => request.destroy(), PATIENCE_MS);
  timer.unref();
  request.on('close', () => clearTimeout(timer));
  request.on('end', () => clearTimeout(timer));
}
