import type { LogEntry } from '@sluice/store/logs';
import { setImmediate as turn } from 'node:timers/promises';
import type { RawSpan } from './read-spans.ts';

/** How long others are held up at a time, in milliseconds. */
const SLICE_MS = 2;

/** What became of the spans of an export. */
export interface ReadEntries {
  readonly entries: readonly LogEntry[];
  /** Spans that lack what every span has, or that nobody can read. */
  readonly unreadable: number;
}

/**
 * Makes records of spans, one by one, so that requests go on in between.
 *
 * @param read Gives nothing for a span of something else than a call.
 */
export async function readInSlices(
  spans: readonly RawSpan[],
  read: (span: RawSpan) => LogEntry | 'unreadable' | undefined,
): Promise<ReadEntries> {
  const entries: LogEntry[] = [];
  let unreadable = 0;
  let end = performance.now() + SLICE_MS;
  for (const span of spans) {
    if (performance.now() >= end) {
      await turn();
      end = performance.now() + SLICE_MS;
    }
    const entry = readAlone(span, read);
    if (entry === 'unreadable') unreadable++;
    else if (entry) entries.push(entry);
  }
  return { entries, unreadable };
}

/** JSON in an attribute may go so deep that it cannot be written again, which costs that span alone. */
function readAlone(span: RawSpan, read: (span: RawSpan) => LogEntry | 'unreadable' | undefined): LogEntry | 'unreadable' | undefined {
  try {
    return read(span);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 'unreadable';
  }
}
