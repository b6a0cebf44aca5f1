import { url as inspectorUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';

/** How often the process shows that it is alive, in milliseconds. */
const BEAT_MS = 250;

/** Room for the name of whoever was called last. */
const NAME_BYTES = 1024;

/**
 * Runs in a thread of its own, since nobody in the first one has a turn any more. It counts its own turns and not the clock's: a
 * machine that slept was not busy.
 */
const WATCHER = `
  const { writeSync } = require('node:fs');
  const { workerData: { beats, name, limitMs, beatMs } } = require('node:worker_threads');
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  let seen = -1;
  for (let missed = 0; missed * beatMs < limitMs; missed++) {
    Atomics.wait(nobody, 0, 0, beatMs);
    const beat = Atomics.load(beats, 0);
    if (beat !== seen) missed = -1;
    seen = beat;
  }
  const last = Buffer.from(name).toString('utf8', 4, 4 + new DataView(name.buffer).getInt32(0));
  writeSync(2, 'sluice: the process did nothing for ' + limitMs + ' ms but what the plugin "' + last + '", called last, has most likely begun and does not end; it is stopped\\n');
  process.kill(process.pid, 'SIGKILL');
`;

const name = new Uint8Array(new SharedArrayBuffer(4 + NAME_BYTES));
let lastCalled: string | undefined;
let watched = false;

/**
 * Stops the process when a plugin keeps it where no call can be interrupted: behind an `await` of its own, at the top of its
 * module, or in a program that it waits for. Whoever started the gateway, its own primary for one, can begin anew; one that
 * hangs answers nobody and ends by nothing.
 *
 * @param limitMs 0 does not watch. Nor is a process watched that somebody debugs.
 */
export function endIfStuck(limitMs: number): void {
  if (watched || limitMs === 0 || inspectorUrl() !== undefined) return;
  watched = true;
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS).unref();
  new Worker(WATCHER, { eval: true, workerData: { beats, name, limitMs, beatMs: BEAT_MS } }).unref();
}

/** Notes who is being called, for whoever finds the process stuck. */
export function noteCalled(plugin: string): void {
  if (plugin === lastCalled) return;
  lastCalled = plugin;
  const { written } = new TextEncoder().encodeInto(plugin, NAME);
  new DataView(name.buffer).setInt32(0, written);
}

const NAME = name.subarray(4);
