import type { Pace } from '@sluice/core';
import type { Store } from '@sluice/store';
import { partialsFor } from './config-file/build/declared-partials.ts';
import { openLimits } from './limits/open-limits.ts';
import { LiveConfig } from './live-config.ts';
import type { Log } from './log/logger.ts';
import type { Prepared } from './prepare.ts';
import { providerDirectory } from './providers/directory.ts';
import { changedSettings } from './settings/changed.ts';
import { Follower } from './stored/follower.ts';
import { Memory } from './stored/memory.ts';
import { stocked } from './stored/stocked.ts';
import { watchWrites } from './stored/write-watch.ts';

export interface StoredMeans {
  readonly prepared: Prepared;
  readonly opened: Store;
  readonly log: Log;
  readonly pace: Pace;
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** Opens all that is declared and stored, and keeps it in memory: what the config file says, what the database holds, and what is spent. */
export async function openStored({ prepared, opened, log, pace, onBug }: StoredMeans) {
  const { settings, processEnvironment, file, plugins } = prepared;
  const { store, readOnlySince } = watchWrites(opened, {
    now: Date.now,
    onLost: (error) => log.error('the database takes no changes: all is known and calls go on', { reason: reasonOf(error) }),
    onBack: (lostMs) => log.info('the database takes changes again', { after_ms: lostMs }),
  });
  const { find } = providerDirectory(plugins);
  const { extensions } = plugins;
  const hash = (token: string) => store.vault.hash(token);
  const live = await LiveConfig.open(file, {
    environment: processEnvironment,
    judgeSettings: (next) => changedSettings(file, next, processEnvironment, find),
    log,
    hash,
    findProvider: find,
    extensions,
  });
  const memory = new Memory({
    store,
    vault: store.vault,
    findProvider: find,
    extensions,
    declaredPartials: (workspaceId) =>
      partialsFor(kept.directories().partials, workspaceId === undefined ? undefined : new Set([workspaceId])),
    onLeftOut: (kind, id, error) =>
      log.error('something in the database cannot be used, and all else is', { kind, id, reason: reasonOf(error) }),
  });
  let hashMark = hash('');
  const rehash = () => {
    if (hash('') === hashMark) return;
    hashMark = hash('');
    live.rehash().catch(onBug);
  };
  const spending = openLimits({ store, memory, live, log, now: pace.now });
  const follower = await Follower.start({
    store,
    memory: spending.memory,
    now: Date.now,
    onDown: (error) =>
      log.error('the database does not answer: calls go on with what is known, and nothing can be changed', { reason: reasonOf(error) }),
    onUp: (downMs) => log.info('the database answers again', { after_ms: downMs }),
    // A backup that was put in place may have brought another secret.
    onRefilled: rehash,
  });
  const kept = stocked({ live, memory, hash, presetKey: settings.presetAdminKey });

  return {
    store,
    hash,
    live,
    memory,
    spending,
    kept,
    health: () => ({ ...follower.health, readOnlySince: readOnlySince() }),
    refresh: () => follower.refresh(),
    async stop() {
      await follower.stop();
      await spending.stop();
      await store.close();
    },
  };
}

/** What is stored, in use. */
export type Stored = Awaited<ReturnType<typeof openStored>>;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
