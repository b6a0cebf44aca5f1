import type { ByteReader } from './byte-reader.ts';

/** The end of a body follows its last event at once, or something is wrong. */
const MOST_MS = 1000;

/** Reads what is left of a body that has said all, so that its connection can be used again; not for long. */
export function letEnd({ read, cancel }: ByteReader): void {
  const timer = setTimeout(() => void cancel(), MOST_MS);
  // Node's timers can let a process end before them; a browser's cannot, and need not.
  (timer as { unref?: () => void }).unref?.();
  void toEnd(read).finally(() => clearTimeout(timer));
}

async function toEnd(read: ByteReader['read']): Promise<void> {
  try {
    while ((await read()) !== undefined);
  } catch {
    // A connection that breaks behind the last event has broken nothing.
  }
}
