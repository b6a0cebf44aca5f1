import type { Departure, Pace } from '@sluice/core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { prepare } from '../../src/prepare.ts';
import { shippedProviders } from '../../src/providers/discover.ts';
import { loadPlugins } from '../../src/plugins/load.ts';
import { serve } from '../../src/serve.ts';
import { openState } from '../../src/state/open-state.ts';
import { ADMIN_KEY } from './gateway.ts';

/** A clock that a test sets: a wait is over at once, and the time that it would have taken has passed. */
export class SetClock implements Pace {
  #now = Date.parse('2026-11-22T12:00:00Z');
  /** Every wait so far, in milliseconds. */
  readonly waits: number[] = [];
  draw = 0.5;
  /** Waits take no time at all. */
  frozen = false;

  now = () => this.#now;
  random = () => this.draw;

  wait = (milliseconds: number, _departure: Departure): Promise<void> => {
    this.waits.push(milliseconds);
    if (!this.frozen) this.#now += milliseconds;
    return Promise.resolve();
  };

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** A gateway in this process, on a real socket, that goes by a set clock. */
export interface InProcess {
  readonly url: string;
  readonly clock: SetClock;
  readonly dataDir: string;
  stop(): Promise<void>;
}

export async function startInProcess(environment: Readonly<Record<string, string>> = {}, config?: string): Promise<InProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  if (config !== undefined) writeFileSync(join(folder, 'sluice.config.yaml'), config);
  const given = {
    PORT: '0',
    SLUICE_LOG_LEVEL: 'silent',
    SLUICE_ADMIN_KEY: ADMIN_KEY,
    TRUSTED_CUSTOM_HOSTS: '127.0.0.1',
    // It would go on watching after this gateway has stopped, and end the tests' own process in the middle of long work.
    SLUICE_PLUGIN_STUCK_MS: '0',
    SLUICE_DATA_DIR: join(folder, 'state'),
    ...environment,
  };
  // One after another: the test runner cannot link modules that are imported side by side and share others.
  for (const name of shippedProviders())
    await loadPlugins([{ name, namedIn: 'packages', from: folder, shipped: true }], { busyMs: 0, waitMs: 0, stuckMs: 0 });
  const clock = new SetClock();
  const prepared = await prepare(given, folder);
  const running = await serve(prepared, await openState(prepared.settings), { pace: clock, output: new PassThrough().resume() });
  return {
    url: running.url,
    clock,
    dataDir: prepared.settings.dataDir,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
