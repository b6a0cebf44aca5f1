import { sql } from 'kysely';
import type { Feedback } from '../log-store.ts';
import { feedbackOf } from '../people/feedback.ts';
import { searchedText } from '../plain-text.ts';
import type { LogFeedbackTable } from '../schema.ts';
import { isAnyOf } from './any-of.ts';
import { rowsOf, type LogReader } from './reader.ts';

/** What people said of these traces, the oldest first; of whatever workspace they are. */
export async function feedbackOn(reader: LogReader, traces: readonly string[]): Promise<readonly Feedback[]> {
  if (traces.length === 0) return [];
  const rows = await rowsOf(
    reader,
    sql<LogFeedbackTable>`select f.* from log_feedback f where ${isAnyOf(reader.engine, sql`f.trace`, traces.map(searchedText), 'text')} order by f.at, f.id`,
  );
  return rows.map(feedbackOf);
}
