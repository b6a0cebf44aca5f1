import cluster, { type Worker } from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { relayBetweenWorkers } from '../telemetry/relay-workers.ts';
import { REFRESH, REFRESHED } from './refresh-message.ts';

/** A worker that dies sooner than this did not get anywhere, and its successor would not either. */
const SOON_MS = 5_000;

/** Beyond the workers' own drain: time for their logs. */
const GRACE_MS = 5_000;

export interface Supervision {
  readonly count: number;
  readonly drainMs: number;
  /** Called once, when all take connections, with what makes all look for what is stored. */
  readonly onUp: (refresh: () => Promise<void>) => void;
}

/**
 * Runs the gateway in several processes that share its address. One that dies is replaced; signals go on to all.
 * Resolves to an exit status when the last has gone.
 */
export function superviseWorkers({ count, drainMs, onUp }: Supervision): Promise<number> {
  const hop = randomUUID();
  const born = new Map<Worker, number>();
  let stopping = false;
  let listening = 0;
  let status = 0;

  relayBetweenWorkers();
  const fork = () => born.set(cluster.fork({ SLUICE_HOP: hop }), performance.now());
  for (let index = 0; index < count; index++) fork();

  const stop = () => {
    if (stopping) return;
    stopping = true;
    for (const worker of born.keys()) worker.process.kill('SIGTERM');
    if (drainMs === 0) return;
    const timer = setTimeout(() => {
      status = 1;
      for (const worker of born.keys()) worker.process.kill('SIGKILL');
    }, drainMs + GRACE_MS);
    timer.unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', () => {
    for (const worker of born.keys()) worker.process.kill('SIGHUP');
  });

  cluster.on('listening', () => {
    listening++;
    if (listening === count) onUp(() => refreshAll([...born.keys()]));
  });

  return new Promise((resolve) => {
    cluster.on('exit', (worker, code, signal) => {
      const lived = performance.now() - (born.get(worker) ?? 0);
      born.delete(worker);
      if (!stopping && lived >= SOON_MS) fork();
      else {
        // One that was told to go before it could listen for it went by the signal itself.
        if (code !== 0 && signal !== 'SIGTERM') status = 1;
        stop();
      }
      if (born.size > 0) return;
      resolve(status);
    });
  });
}

/** Beyond this a worker is taken to know by itself: it looks twice a second. */
const REFRESH_MS = 2_000;

async function refreshAll(workers: readonly Worker[]): Promise<void> {
  const answers = workers.map(
    (worker) =>
      new Promise<void>((resolve) => {
        worker.on('message', (message) => message === REFRESHED && resolve());
        worker.once('exit', () => resolve());
        worker.send(REFRESH, () => {
          // One that has gone meanwhile answers by its end.
        });
      }),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, REFRESH_MS)));
  await Promise.race([Promise.all(answers), late]);
  clearTimeout(timer);
}
