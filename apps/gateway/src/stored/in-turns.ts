import { setImmediate } from 'node:timers/promises';

/** Work that is done before others have a turn, in milliseconds: few enough to be lost in the noise of a network. */
const TURN_MS = 4;

/** Does something with each of many things, and lets calls through in between. */
export async function inTurns<T>(all: Iterable<T>, act: (each: T) => void | Promise<void>): Promise<void> {
  let began = performance.now();
  for (const each of all) {
    const done = act(each);
    if (done !== undefined) await done;
    if (performance.now() - began < TURN_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}
