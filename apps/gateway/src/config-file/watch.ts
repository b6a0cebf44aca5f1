import { unwatchFile, watchFile } from 'node:fs';

/** Often enough for an operator who has just saved, seldom enough to cost nothing. */
const INTERVAL_MS = 500;

/** Calls back when a file has changed, also where it was replaced or is a link to what was. Returns what stops it. */
export function watchConfigFile(path: string, onChange: () => void): () => void {
  watchFile(path, { interval: INTERVAL_MS, persistent: false }, (now, before) => {
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) onChange();
  });
  return () => unwatchFile(path);
}
