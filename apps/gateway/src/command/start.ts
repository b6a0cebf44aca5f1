import cluster from 'node:cluster';
import { prepare } from '../prepare.ts';
import { serve } from '../serve.ts';
import { openKeyState } from '../state/data-dir.ts';
import { SettingsError } from '../settings/environment.ts';
import { superviseWorkers } from './workers.ts';

/** Serves until it is told to stop. Resolves, to an exit status, when all is finished. */
export async function start(): Promise<number> {
  const prepared = await prepare(process.env, process.cwd());
  const { settings } = prepared;
  const keys = openKeyState(settings);
  const print = () => keys.newAdminKey !== undefined && process.stdout.write(`admin key: ${keys.newAdminKey}\n`);
  if (settings.workers > 1 && cluster.isPrimary) {
    return superviseWorkers({ count: settings.workers, drainMs: settings.drainMs, onUp: print, onNeverUp: keys.forgetNewKey });
  }

  const running = await serve(prepared, keys).catch((error: NodeJS.ErrnoException) => {
    keys.forgetNewKey();
    const why: Readonly<Record<string, string>> = {
      EADDRINUSE: 'it is taken already',
      EACCES: 'it may not be used by this user',
      EADDRNOTAVAIL: 'this machine does not have it',
    };
    const reason = why[error.code ?? ''];
    throw reason === undefined ? error : new SettingsError(`HOST and PORT (${settings.host}:${settings.port})`, reason);
  });
  print();
  process.on('SIGHUP', () => void running.reload());
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
    // A worker whose parent has gone is nobody's.
    process.on('disconnect', () => resolve());
  });
  await running.stop();
  if (cluster.isWorker) process.disconnect();
  return 0;
}
