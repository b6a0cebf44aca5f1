import { applied } from '../../migrations/history.ts';
import { lockSchema } from '../../migrations/lock.ts';
import { planMigrations, refuseNewer, takeStepsOf, type Steps } from '../../migrations/steps.ts';
import type { LogDatabase } from '../log-database.ts';
import type { LogSchema } from '../schema.ts';
import { logTables } from './0001-log-tables.ts';

/** All steps of the log's schema in their order, and where they are written down: its database may be the control plane's. */
export const LOG_STEPS: Steps<LogSchema> = { history: 'log_migrations', migrations: [logTables] };

/**
 * Takes the steps that are left; mostly there are none, and then no lock is taken. Of several processes that start at once
 * one does it, and the others find it done.
 *
 * @throws StoreError `too_new`, `unavailable`
 */
export async function migrateLogs({ engine, reading, writing }: LogDatabase): Promise<void> {
  const plan = planMigrations(await applied(reading, engine, LOG_STEPS.history), LOG_STEPS.migrations);
  refuseNewer(plan);
  if (plan.pending.length === 0) return;
  await writing.transaction().execute(async (tx) => {
    await lockSchema(tx, engine);
    await takeStepsOf(tx, LOG_STEPS, { engine, now: Date.now() });
  });
}
