import type { Store } from '@sluice/store';
import cluster from 'node:cluster';
import { readGround } from '../ground.ts';
import { cassetteFolder } from '../state/cassette-folder.ts';
import { openState } from '../state/open-state.ts';
import { addressError } from './address.ts';
import { collectAlone } from './collect-alone.ts';
import { REFRESH, REFRESHED } from './refresh-message.ts';
import { lacksFirstKey, showFirstKey, welcome } from './welcome.ts';
import { superviseWorkers } from './workers.ts';

/** Serves until it is told to stop. Resolves, to an exit status, when all is finished. */
export async function start(): Promise<number> {
  collectAlone();
  const ground = await readGround(process.env, process.cwd());
  const { settings } = ground;
  // Who plays recorded traffic looks for it where it is recorded, also where the config file has moved the data directory.
  process.env['SLUICE_CASSETTES'] = cassetteFolder(settings, process.env);
  const supervises = settings.workers > 1 && cluster.isPrimary;
  // The database is opened in a thread of its own, which has the time that it takes to load the rest.
  // A worker's parent has had the database before it: it will be back.
  const opening = openState({ ...settings, ...(cluster.isWorker && { patienceMs: Infinity }) });
  const [prepared, server, lacksKey] = await closingAfter(
    opening,
    Promise.all([
      import('../prepare.ts').then(async ({ prepareOn }) => prepareOn(ground)),
      supervises ? undefined : import('../serve.ts'),
      opening.then(async (store) => cluster.isPrimary && lacksFirstKey(settings, store)),
    ]),
  );
  const store = await opening;
  if (lacksKey) await closingAfter(opening, showFirstKey(settings, store));
  if (server === undefined) {
    const { workers: count, drainMs, host, port } = settings;
    let welcomed = Promise.resolve();
    const onUp = (refresh: () => Promise<void>) => void (welcomed = welcome({ settings, store, url: `http://${host}:${port}`, refresh }));
    const status = await superviseWorkers({ count, drainMs, onUp });
    await soon(welcomed);
    await store.close();
    return status;
  }

  const running = await closingAfter(
    opening,
    server.serve(prepared, store).catch((error: unknown) => {
      throw addressError(settings, error);
    }),
  );
  const welcomed = cluster.isPrimary ? welcome({ settings, store, url: running.url, refresh: () => running.refresh() }) : Promise.resolve();
  process.on('SIGHUP', () => void running.reload());
  process.on('message', (message) => {
    if (message === REFRESH) void running.refresh().then(() => process.send?.(REFRESHED));
  });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
    // A worker whose parent has gone is nobody's.
    process.on('disconnect', () => resolve());
  });
  // A key that is being made is shown before we go.
  await soon(welcomed);
  await running.stop();
  if (cluster.isWorker) process.disconnect();
  return 0;
}

/** A start that fails leaves the database closed, open as it may be by then. */
async function closingAfter<T>(opening: Promise<Store>, doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    await opening.then(
      (store) => store.close(),
      () => {
        // It is what is thrown, or came second to that.
      },
    );
    throw error;
  }
}

/** Longer than a key takes to be made, and shorter than anybody waits for an end. */
const SOON_MS = 1_000;

/** Waits for something that is about to be done, and not for ever. */
async function soon(doing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, SOON_MS)));
  await Promise.race([doing, late]);
  clearTimeout(timer);
}
