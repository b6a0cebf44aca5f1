import { sql, type Kysely } from 'kysely';
import type { LogStore } from '../log-store.ts';
import type { LogSchema } from '../schema.ts';

type Erased = Parameters<LogStore['erase']>[0];

/** Rows that are looked at together. */
const STEP = 1_000;

/** Deletes what was said of these traces. */
export async function eraseFeedbackOn(
  writing: Kysely<LogSchema>,
  traces: readonly string[],
  workspaces: Erased['workspaces'],
): Promise<void> {
  await writing
    .deleteFrom('log_feedback')
    .where('trace', 'in', [...new Set(traces)])
    .where(within(workspaces))
    .execute();
}

/** Deletes what was said under this metadata value. */
export async function eraseFeedbackWith(writing: Kysely<LogSchema>, { workspaces, name, value }: Erased): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: readonly { id: string; metadata: string }[] = await writing
      .selectFrom('log_feedback')
      .select(['id', 'metadata'])
      .where('id', '>', after)
      .where(within(workspaces))
      .orderBy('id')
      .limit(STEP)
      .execute();
    const gone = rows.filter(({ metadata }) => (JSON.parse(metadata) as Record<string, unknown>)[name] === value).map(({ id }) => id);
    if (gone.length > 0) await writing.deleteFrom('log_feedback').where('id', 'in', gone).execute();
    after = rows.length < STEP ? undefined : rows.at(-1)?.id;
  }
}

/** Of these workspaces. */
const within = (workspaces: Erased['workspaces']) => {
  if (workspaces === 'all') return sql<boolean>`1 = 1`;
  return workspaces.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`workspace in (${sql.join([...workspaces])})`;
};
