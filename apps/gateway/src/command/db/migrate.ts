import { migrationStatus } from '@sluice/store';
import { openState } from '../../state/open-state.ts';
import type { Run } from '../command.ts';
import { findDatabase, onDatabase } from '../database.ts';
import { noWords } from '../sub-command.ts';

/** Takes the migrations that are left, as the next start would; a database that is not there is made. */
export const migrateNow: Run = async (given) => {
  noWords('db migrate', given);
  const database = await findDatabase();
  const { pending } = await onDatabase(database, () => migrationStatus(database.place));
  const store = await openState(database.settings);
  await store.close();
  process.stdout.write(pending.length > 0 ? pending.map((name) => `${name} taken\n`).join('') : 'it is up to date\n');
  return 0;
};
