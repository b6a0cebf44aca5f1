import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect young garbage on the thread that made it. Its default is to share each collection among threads, which pays
 * where much survives; of a gateway's 16 MB one does, and sharing that takes about as much of a second core as of the first and
 * ends no sooner. V8 looks at this flag at each collection.
 */
export function collectAlone(): void {
  setFlagsFromString('--no-parallel-scavenge');
}
