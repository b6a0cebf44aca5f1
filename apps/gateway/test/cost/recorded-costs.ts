import { openLogStore, type LogRecord, type LogStore } from '@sluice/store/logs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '../support/call.ts';
import { eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

/** A gateway whose log can be read. */
export interface Recorded {
  readonly gateway: InProcess;
  readonly store: LogStore;
  /** The record of a call that was answered, once it is kept. */
  recordOf(reply: Reply): Promise<LogRecord>;
  stop(): Promise<void>;
}

export async function startRecorded(config: string, environment: Readonly<Record<string, string>> = {}): Promise<Recorded> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-cost-'));
  const url = `file:${join(folder, 'logs.db')}` as const;
  const gateway = await startInProcess({ SLUICE_LOG_DATABASE_URL: url, ...environment }, config);
  const store = await openLogStore({ url });
  return {
    gateway,
    store,
    async recordOf({ headers }) {
      const id = String(headers['x-portkey-request-id']);
      let record: LogRecord | undefined;
      await eventually(async () => {
        record = (await store.find(id, 'all'))?.record;
        return record !== undefined;
      }, `no record of ${id}`);
      return record!;
    },
    async stop() {
      await store.close();
      await gateway.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
