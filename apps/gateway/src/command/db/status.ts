import { migrationStatus } from '@sluice/store';
import { findDatabase, onDatabase } from '../database.ts';
import type { Run } from '../command.ts';
import { noWords } from '../sub-command.ts';

/** Says which migrations the database has taken and which are left; changes nothing. Status 1 where this version cannot use it. */
export const status: Run = async (given) => {
  noWords('db status', given);
  const database = await findDatabase();
  const { applied, pending, unknown } = await onDatabase(database, () => migrationStatus(database.place));
  const lines = [
    `database: ${database.place.shown}`,
    ...applied.map(
      ({ name, at }) => `  ${name}  taken ${new Date(at).toISOString()}${unknown.includes(name) ? ', unknown to this version' : ''}`,
    ),
    ...pending.map((name) => `  ${name}  left: sluice db migrate, or the next start, takes it`),
    unknown.length > 0
      ? 'it is of a later version of Sluice: use that one'
      : pending.length > 0
        ? 'it has migrations to take'
        : 'it is up to date',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return unknown.length > 0 ? 1 : 0;
};
