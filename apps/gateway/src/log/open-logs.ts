import { ownHeader, type Caller, type RequestHeaders } from '@sluice/core';
import { spanOfId } from '@sluice/store';
import type { LogEntry, LogStore } from '@sluice/store/logs';
import type { Begun } from '../http/routed-record.ts';
import type { Settings } from '../settings/settings.ts';
import { openSpool } from '../spool/open-spool.ts';
import { openLogState } from '../state/open-log-state.ts';
import type { EntrySink } from '../telemetry/entry-sink.ts';
import { Backlog, type Dropped } from './backlog.ts';
import { heldFor } from './body-text.ts';
import { LogWriter } from './log-writer.ts';
import { GuardFeedback } from './guard-feedback.ts';
import type { Log } from './logger.ts';
import { NO_LOG } from './no-log.ts';
import type { PriceRecord } from './price-record.ts';
import { Recorder } from './recorder.ts';
import { redact } from './redact.ts';
import type { TakeRecord } from './request-log.ts';
import { Sweeper } from './sweeper.ts';

/** How the log does. */
export interface LogCounts {
  /** Records on their way to the database. */
  readonly waiting: number;
  /** Records, or the bodies of records, that were let go, by reason. */
  readonly dropped: Readonly<Record<keyof Dropped | 'spool', number>>;
  /** Records that the database has taken. */
  readonly written: number;
  /** Milliseconds from the end of a request to its record being kept: of the last batch, or so far of the oldest that waits where that is longer. */
  readonly lagMs: number;
  /** Of the spool's files. */
  readonly spoolBytes: number;
  /** Since when the database takes no records, in milliseconds since the epoch; undefined while it does. */
  readonly downSince: number | undefined;
}

export interface LogsMeans {
  readonly settings: Pick<Settings, 'dataDir' | 'databaseUrl' | 'logs'>;
  readonly log: Log;
  readonly price: PriceRecord;
  /** Given all records, whether they are kept or not. */
  readonly sinks: readonly EntrySink[];
  /** Whether one of them wants what was said, although it is not kept. */
  readonly bodiesWanted: boolean;
  readonly onBug: (error: unknown) => void;
}

/** Records of requests, from their end to the log store. */
export interface OpenLogs {
  /** Takes a finished request. */
  readonly take: TakeRecord;
  /** Told of a request that is let in; undefined where nobody wants to know. */
  readonly begin: ((begun: Begun) => void) | undefined;
  /** Bytes of each body of a request to hold until it is recorded; 0 for none. */
  readonly keepsBodies: (caller: Pick<Caller, 'key'>, headers: RequestHeaders) => number;
  /** The log store; one that refuses everything where records are not kept. */
  readonly store: () => Promise<LogStore>;
  readonly counts: () => LogCounts;
  /** Keeps what waits, within a few seconds, and is gone. */
  readonly stop: () => Promise<void>;
}

/** Together with a worker's grace this has to fit into what its parent allows. */
const LONGEST_FAREWELL_MS = 4_000;

/** @throws SettingsError naming what cannot be opened. */
export async function openLogs({ settings, log, price, sinks, bodiesWanted, onBug }: LogsMeans): Promise<OpenLogs> {
  const { logs } = settings;
  const opened = logs.kept ? await openLogState(settings) : undefined;
  const bodyBytes = logs.bodies && (logs.kept || bodiesWanted) ? logs.bodyBytes : 0;
  const hold = heldFor(bodyBytes);
  const keepsBodies: OpenLogs['keepsBodies'] = ({ key }, headers) =>
    key?.logBodies === false || ownHeader(headers, 'debug') === 'false' ? 0 : hold;
  const backlog = new Backlog();
  const keeper = opened ? await openKeeper(opened, { settings, log, backlog, letGo: (entries) => recorder.letGo(entries) }) : undefined;
  const recorder = new Recorder({
    bodyBytes,
    price,
    backlog,
    spool: keeper?.spool,
    sinks: keeper ? [keeper.sink, ...sinks] : sinks,
    isHeld: keeper !== undefined,
    now: () => performance.now(),
    onBug,
  });

  return {
    take: (record) => {
      keeper?.feedback.take(record);
      return recorder.take(record);
    },
    begin: keeper?.begin,
    keepsBodies,
    store: () => Promise.resolve(opened ?? NO_LOG),
    counts: () => ({
      waiting: backlog.records,
      dropped: { ...backlog.dropped, spool: keeper?.spoolUnwritten() ?? 0 },
      written: keeper?.health().written ?? 0,
      lagMs: keeper?.health().lagMs ?? 0,
      spoolBytes: keeper?.spoolBytes() ?? 0,
      downSince: keeper?.health().since,
    }),
    async stop() {
      recorder.finish();
      await keeper?.stop();
      await opened?.close();
    },
  };
}

interface KeeperMeans extends Pick<LogsMeans, 'settings' | 'log'> {
  readonly backlog: Backlog;
  readonly letGo: (entries: readonly LogEntry[]) => void;
}

/** What keeps records: the writer, the spool in front of it, and who cleans up behind. */
async function openKeeper(store: LogStore, { settings, log, backlog, letGo }: KeeperMeans) {
  const { dataDir, logs } = settings;
  const spool = logs.spool ? await openSpool({ dataDir, store, log }) : undefined;
  const writer = new LogWriter({
    store,
    now: Date.now,
    onDone: (entries) => {
      letGo(entries);
      spool?.done(entries.map(({ id }) => id));
    },
    onRejected: ({ id }, error) => {
      backlog.dropped.rejected++;
      log.error('a record cannot be kept', { id, reason: String(error) });
    },
    onDown: (error) =>
      log.error('the log database takes no records: they wait, and calls go on', {
        reason: error instanceof Error ? error.message : String(error),
      }),
    onUp: (downMs) => log.info('the log database takes records again', { after_ms: downMs }),
  });
  const feedback = new GuardFeedback({
    store,
    onLost: (error, lost) => log.warn('feedback of guardrails could not be kept', { reason: String(error), lost }),
  });
  const sweeper = new Sweeper({
    store,
    retention: { maxAgeMs: logs.maxAgeMs, maxBytes: logs.maxBytes },
    dataDir,
    now: Date.now,
    onFailed: (error) => log.warn('old records could not be removed', { reason: String(error) }),
  });

  return {
    feedback,
    sink: (entries: readonly LogEntry[]) => writer.add(entries),
    spool: spool && ((entries: readonly LogEntry[]) => entries.forEach((entry) => spool.end(entry))),
    begin: spool && ((begun: Begun) => spool.begin(spooled(begun))),
    health: () => writer.health,
    spoolBytes: () => spool?.bytes ?? 0,
    spoolUnwritten: () => spool?.unwritten ?? 0,
    async stop() {
      const left = await writer.close(LONGEST_FAREWELL_MS);
      if (left.length > 0 && !spool) {
        backlog.dropped.stopped += left.length;
        log.error('the log database did not take all records before the end: these are lost', { records: left.length });
      }
      await feedback.stop();
      await sweeper.stop();
      await spool?.close();
    },
  };
}

const spooled = ({ id, at, method, path, trace, key, secrets }: Begun) => ({
  id,
  at,
  method,
  path: redact(path, secrets),
  trace: trace === id ? id : redact(trace, secrets),
  span: spanOfId(id),
  workspace: key?.workspace ?? null,
  apiKeyId: key?.id,
  apiKeyName: key?.name,
});
