import type { LogStore } from '@sluice/store/logs';
import type { Log } from '../log/logger.ts';
import { recover } from './recover.ts';
import { openSpoolFolder } from './spool-folder.ts';
import { Spool } from './spool.ts';

export interface SpoolMeans {
  readonly dataDir: string;
  readonly store: Pick<LogStore, 'append'>;
  readonly log: Log;
}

/** A spool that is in use. */
export interface OpenSpool extends Pick<Spool, 'begin' | 'end' | 'done' | 'bytes' | 'unwritten'> {
  /** Leaves what is not kept elsewhere to the next start. */
  close(): Promise<void>;
}

/**
 * Opens a spool for this process, and begins to give the log store what others have left that were killed.
 *
 * @throws SettingsError where there is no place for one.
 */
export async function openSpool({ dataDir, store, log }: SpoolMeans): Promise<OpenSpool> {
  const folder = await openSpoolFolder(dataDir);
  const spool = new Spool({
    folder: folder.path,
    onLost: (error) =>
      log.error('the spool cannot be written: records that are under way are lost if the process is killed', {
        reason: error instanceof Error ? error.message : String(error),
      }),
    onBack: () => log.info('the spool can be written again'),
  });
  const ending = new AbortController();
  const recovering = folder
    .claimDead((path, error) => log.error('a folder of the spool cannot be taken over', { folder: path, reason: String(error) }))
    .then(async (dead) => {
      if (dead.length === 0) return;
      const { records, badLines } = await recover(dead, {
        store,
        ending: ending.signal,
        onRejected: ({ id }, error) => log.error('a record cannot be kept', { id, reason: String(error) }),
        setAside: (dead, error) => {
          const aside = folder.setAside(dead);
          log.error('part of what a killed gateway left in its spool cannot be read', { folder: aside, reason: String(error) });
        },
      });
      log.info('records of a gateway that was killed are kept now', { records, ...(badLines > 0 && { badLines }) });
    })
    .catch((error: unknown) => log.error('what a killed gateway left in its spool cannot be read', { reason: String(error) }));

  return {
    begin: (begun) => spool.begin(begun),
    end: (entry) => spool.end(entry),
    done: (ids) => spool.done(ids),
    get bytes() {
      return spool.bytes;
    },
    get unwritten() {
      return spool.unwritten;
    },
    async close() {
      ending.abort();
      await recovering;
      spool.close();
      await folder.leave();
    },
  };
}
