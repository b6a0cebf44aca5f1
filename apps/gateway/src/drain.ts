import type { Server } from 'node:http';
import type { Traffic } from './http/traffic.ts';

const LOOK_EVERY_MS = 25;

/**
 * Closes a server the gentle way: no new connections, idle ones closed, answers under way finished. Resolves
 * to whether all of them did; those that take longer than the limit are cut.
 */
export async function drain(server: Server, traffic: Traffic, limitMs: number): Promise<boolean> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = performance.now() + limitMs;
  const settled = await new Promise<boolean>((resolve) => {
    const look = setInterval(() => {
      server.closeIdleConnections();
      const late = limitMs > 0 && performance.now() > deadline;
      if (traffic.inFlight > 0 && !late) return;
      clearInterval(look);
      resolve(traffic.inFlight === 0);
    }, LOOK_EVERY_MS);
  });
  server.closeAllConnections();
  for (const cut of traffic.cuts) cut();
  await closed;
  await untilRecorded(traffic);
  return settled;
}

/** A connection that was cut tells of its end a moment later, and only then is its request on record. */
async function untilRecorded(traffic: Traffic): Promise<void> {
  const deadline = performance.now() + LONGEST_FAREWELL_MS;
  while (traffic.inFlight > 0 && performance.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
}

const LONGEST_FAREWELL_MS = 1_000;
