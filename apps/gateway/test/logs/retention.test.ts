import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { DatabaseSync } from '@photostructure/sqlite';
import { openLogStore } from '@sluice/store/logs';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sweeper } from '../../src/log/sweeper.ts';
import { entry } from '../admin/logs-support.ts';
import { chat } from '../stored/support.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess } from '../support/in-process.ts';
import { recordsIn } from './records-in.ts';

jest.setTimeout(120_000);

const DAY_MS = 24 * 60 * 60 * 1000;

/** Pages with nothing in them that are left for what comes. */
const ROOM_BYTES = 4_200_000;

/** Bytes of a database file once it has what is still in the log beside it. */
function pagesOf(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const [pages, size] = ['page_count', 'page_size'].map((name) =>
    Number(Object.values(database.prepare(`pragma ${name}`).get() as object)[0]),
  );
  database.close();
  return pages! * size!;
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A log with so many records of each of these ages, four kilobytes said in each that no compression makes less. */
async function filled(
  ages: readonly number[],
  each: number,
): Promise<{ readonly dataDir: string; readonly store: Awaited<ReturnType<typeof openLogStore>> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-retention-'));
  folders.push(dataDir);
  const store = await openLogStore({ url: `file:${join(dataDir, 'logs.db')}` });
  const now = Date.now();
  for (const age of ages) {
    const records = Array.from({ length: each }, (_, index) =>
      entry({
        at: now - age * DAY_MS - index,
        trace: `${age} days old`,
        provider: 'mock',
        bodies: { request: randomBytes(2048).toString('hex'), response: undefined },
      }),
    );
    for (let from = 0; from < each; from += 500) await store.append(records.slice(from, from + 500));
  }
  return { dataDir, store };
}

/** How long each step of cleaning took, in milliseconds, and how long a write beside it had to wait at most. */
function watched(store: Awaited<ReturnType<typeof openLogStore>>) {
  const stepsMs: number[] = [];
  return {
    stepsMs,
    sweep: async (...given: Parameters<typeof store.sweep>) => {
      const began = performance.now();
      const swept = await store.sweep(...given);
      stepsMs.push(performance.now() - began);
      return swept;
    },
  };
}

describe('a log that is cleaned', () => {
  it('loses what is older than a day in small steps, while others write', async () => {
    const { dataDir, store } = await filled([0, 2, 3, 9], 1500);
    const { stepsMs, sweep } = watched(store);
    const failed: unknown[] = [];
    const retention = { maxAgeMs: DAY_MS, maxBytes: undefined };
    const sweeper = new Sweeper({
      store: { sweep },
      retention,
      dataDir,
      now: Date.now,
      everyMs: 20,
      onFailed: (error) => failed.push(error),
    });
    let longestWaitMs = 0;
    let written = 0;
    const isClean = async () => {
      const began = performance.now();
      await store.append([entry({ trace: 'meanwhile', provider: 'mock' })]);
      longestWaitMs = Math.max(longestWaitMs, performance.now() - began);
      written++;
      return (await store.count({ workspaces: 'all', to: Date.now() - DAY_MS }, 10)) === 0;
    };

    await eventually(isClean, 'old records are still there', 60_000);
    await sweeper.stop();
    const traces = (await recordsIn(dataDir)).map(({ trace }) => trace);
    await store.close();

    expect(failed).toEqual([]);
    expect(stepsMs.length).toBeGreaterThan(3);
    // Nobody who writes is kept waiting for longer than a moment.
    expect(Math.max(...stepsMs)).toBeLessThan(1_000);
    expect(longestWaitMs).toBeLessThan(1_500);
    expect([traces.filter((trace) => trace === '0 days old').length, traces.filter((trace) => trace === 'meanwhile').length]).toEqual([
      1500,
      written,
    ]);
    expect(new Set(traces)).toEqual(new Set(['0 days old', 'meanwhile']));
  });

  it('gets small again where it may be no larger, the oldest first', async () => {
    const { dataDir, store } = await filled([5, 4, 3, 0], 1500);
    const file = join(dataDir, 'logs.db');
    const used = pagesOf(file);
    const maxBytes = Math.floor(used / 3);
    const retention = { maxAgeMs: undefined, maxBytes };
    const sweeper = new Sweeper({ store, retention, dataDir, now: Date.now, everyMs: 20, onFailed: () => {} });

    await eventually(() => pagesOf(file) <= maxBytes + ROOM_BYTES, 'it is still too large', 60_000);
    await sweeper.stop();
    const traces = new Set((await recordsIn(dataDir)).map(({ trace }) => trace));
    await store.close();

    expect(traces.has('0 days old')).toBe(true);
    expect(traces.has('5 days old')).toBe(false);
  });

  it('is so by a gateway, from its first minute on, by its settings, and calls go on', async () => {
    const { dataDir, store } = await filled([0, 2], 300);
    const gateway = await startInProcess({ SLUICE_DATA_DIR: dataDir, SLUICE_LOG_DAYS: '1' });
    try {
      let answered = 0;
      await eventually(
        async () => {
          const { status } = await chat(gateway.url, ADMIN_KEY, { 'x-portkey-provider': 'mock' });
          if (status === 200) answered++;
          // Calls go on all the time; as many as there can be would only keep others from the machine.
          await new Promise((resolve) => setTimeout(resolve, 200));
          return (await store.count({ workspaces: 'all', to: Date.now() - DAY_MS }, 10)) === 0;
        },
        'old records are still there',
        90_000,
      );

      expect(answered).toBeGreaterThan(10);
      const traces = (await recordsIn(dataDir)).map(({ trace }) => trace);
      expect(traces.filter((trace) => trace === '0 days old')).toHaveLength(300);
      expect(traces).not.toContain('2 days old');
    } finally {
      await store.close();
      await gateway.stop();
    }
  });
});
