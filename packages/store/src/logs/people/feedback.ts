import type { Selectable } from 'kysely';
import type { LogDatabase } from '../log-database.ts';
import type { Feedback, LogStore } from '../log-store.ts';
import type { LogFeedbackTable } from '../schema.ts';
import { linkFeedback } from '../write/feedback-links.ts';
import { nobodyRefers } from '../write/tidying.ts';
import { plainText, searchedText } from '../plain-text.ts';

/** Few enough that their parameters fit in a statement. */
const STEP = 500;

/** What people say of records, as it is kept. */
export function feedbackIn({ engine, reading, writing }: LogDatabase): Pick<LogStore, 'addFeedback' | 'findFeedback' | 'changeFeedback'> {
  return {
    addFeedback: async (feedback) => {
      await writing.transaction().execute(async (tx) => {
        if (engine === 'postgres') await nobodyRefers(tx);
        for (let at = 0; at < feedback.length; at += STEP)
          await tx
            .insertInto('log_feedback')
            .values(feedback.slice(at, at + STEP).map(rowOf))
            .execute();
        if (engine === 'postgres') await linkFeedback(tx, [...new Set(feedback.map(({ trace }) => searchedText(trace)))]);
      });
    },
    findFeedback: async (id, workspaces) => {
      const row = await reading.selectFrom('log_feedback').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined || !(workspaces === 'all' || workspaces.includes(row.workspace)) ? undefined : feedbackOf(row);
    },
    changeFeedback: async (id, { value, weight, metadata }) => {
      await writing
        .updateTable('log_feedback')
        .set({ value, weight, metadata: JSON.stringify(metadata) })
        .where('id', '=', id)
        .execute();
    },
  };
}

const rowOf = ({ id, trace, workspace, value, weight, metadata, at }: Feedback): LogFeedbackTable => ({
  id,
  trace: searchedText(trace),
  workspace: workspace === null ? '' : plainText(workspace),
  value,
  weight,
  metadata: JSON.stringify(metadata),
  at,
});

/** A row as it is given out. */
export const feedbackOf = ({ id, trace, workspace, value, weight, metadata, at }: Selectable<LogFeedbackTable>): Feedback => ({
  id,
  trace,
  workspace: workspace === '' ? null : workspace,
  value,
  weight,
  metadata: JSON.parse(metadata) as Feedback['metadata'],
  at,
});
