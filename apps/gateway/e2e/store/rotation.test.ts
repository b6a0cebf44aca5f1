import { describeOnPostgres } from '../../test/support/postgres.ts';
import { postgresOn, sqliteIn } from './database.ts';
import { describeRotation } from './describe-rotation.ts';

describeRotation('a SQLite file whose secrets get another key', (folder) => Promise.resolve(sqliteIn(folder)));

describeOnPostgres('on a server of its own', (cluster) => {
  describeRotation('a PostgreSQL whose secrets get another key', (folder) => postgresOn(cluster(), folder));
});
