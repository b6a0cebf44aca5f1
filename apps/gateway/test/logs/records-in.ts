import { openLogStore, type LogEntry } from '@sluice/store/logs';
import { join } from 'node:path';

/** All records of a data directory, the oldest first, as the log store tells them. */
export async function recordsIn(dataDir: string): Promise<LogEntry[]> {
  const store = await openLogStore({ url: `file:${join(dataDir, 'logs.db')}` });
  try {
    const all: LogEntry[] = [];
    for (let after: string | undefined; ;) {
      const { records, next } = await store.search({ filter: { workspaces: 'all' }, size: 1000, forwards: true, ...(after && { after }) });
      const bodies = await store.bodies(records.map(({ id }) => id));
      all.push(...records.map((record, index) => ({ ...record, bodies: bodies[index] })));
      if (next === undefined) return all;
      after = next;
    }
  } finally {
    await store.close();
  }
}
