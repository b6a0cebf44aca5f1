import { subCommands } from '../sub-command.ts';
import { backupTo } from './backup.ts';
import { migrateNow } from './migrate.ts';
import { restoreFrom } from './restore.ts';
import { status } from './status.ts';

/** `db status|migrate|backup|restore`: looks after the database that a start here would take. */
export const db = subCommands('db', { status, migrate: migrateNow, backup: backupTo, restore: restoreFrom });
