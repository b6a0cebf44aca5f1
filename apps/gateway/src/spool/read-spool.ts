import type { LogEntry } from '@sluice/store/logs';
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { interrupted, type Begun } from './begun.ts';

interface Line {
  readonly begun?: Begun;
  readonly entry?: LogEntry;
}

/** What a dead process has left: records of requests that ended, then of those that did not. */
export async function* readSpool(folder: string): AsyncGenerator<LogEntry> {
  const under = new Map<string, Begun>();
  const ended = new Set<string>();
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.jsonl'))
    .toSorted()) {
    for await (const text of linesOf(join(folder, name))) {
      const { begun, entry } = parsed(text);
      if (begun) under.set(begun.id, begun);
      if (!entry) continue;
      ended.add(entry.id);
      yield entry;
    }
  }
  for (const [id, begun] of under) if (!ended.has(id)) yield interrupted(begun);
}

/** Node's own reader of lines parts them at U+2028 too, which may stand in a body. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]).toString();
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString();
}

const NEW_LINE = 0x0a;

/** The last line of a process that was killed may be half of one. */
function parsed(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return {};
  }
}
