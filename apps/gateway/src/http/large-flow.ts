import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of one body that may pass before what they left behind is cleared away. */
const EVERY_BYTES = 8 * 1024 * 1024;

type Collect = (options: { readonly type: 'minor' }) => void;

let collect: Collect | undefined;

/**
 * Clears dead buffers away while one large body passes. They lie outside V8's heap, where it lets 64 MB of them gather
 * before it looks: a passing gigabyte would keep that much of memory for nothing. A minor collection takes about a
 * millisecond and is done once for every eight megabytes of a body that is larger than that; other requests never see one.
 */
export class LargeFlow {
  #sinceLast = 0;

  passed(bytes: number): void {
    this.#sinceLast += bytes;
    if (this.#sinceLast < EVERY_BYTES) return;
    this.#sinceLast = 0;
    collect ??= exposeCollector();
    collect({ type: 'minor' });
  }
}

/** V8 gives its collector to a context that is made while the flag is set. */
function exposeCollector(): Collect {
  setFlagsFromString('--expose-gc');
  const exposed = runInNewContext('gc') as Collect;
  setFlagsFromString('--no-expose-gc');
  return exposed;
}
