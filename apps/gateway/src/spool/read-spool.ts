import type { LogEntry } from '@sluice/store/logs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { interrupted, type Begun } from './begun.ts';
import { linesOf } from './lines-of.ts';
import { spoolLine } from './spool-line.ts';

/** Told of what cannot be read; all else is. */
export interface ReadingFaults {
  readonly onBadLine: () => void;
  /** @param name Of a file in the folder. */
  readonly onBadFile: (name: string, error: unknown) => void;
}

/**
 * What a dead process has left: records of requests that ended, then of those that did not.
 *
 * @throws NodeJS.ErrnoException where the folder cannot be listed.
 */
export async function* readSpool(folder: string, { onBadLine, onBadFile }: ReadingFaults): AsyncGenerator<LogEntry> {
  const under = new Map<string, Begun>();
  const ended = new Set<string>();
  for (const name of segmentsIn(folder)) {
    const lines = linesOf(join(folder, name));
    for (;;) {
      let next: IteratorResult<string | undefined>;
      try {
        next = await lines.next();
      } catch (error) {
        onBadFile(name, error);
        break;
      }
      if (next.done) break;
      const line = next.value === undefined ? undefined : spoolLine(next.value);
      if (!line) onBadLine();
      else if ('begun' in line) under.set(line.begun.id, line.begun);
      else {
        ended.add(line.entry.id);
        yield line.entry;
      }
    }
  }
  for (const [id, begun] of under) if (!ended.has(id)) yield interrupted(begun);
}

const segmentsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((each) => each.endsWith('.jsonl'))
    .toSorted();
