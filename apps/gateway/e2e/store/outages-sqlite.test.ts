import { DatabaseSync } from '@photostructure/sqlite';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteIn } from './database.ts';
import { describeOutages } from './describe-outages.ts';

describeOutages('a SQLite file', (folder) => {
  const file = join(folder, 'sluice.db');
  let holder: InstanceType<typeof DatabaseSync>;
  return Promise.resolve({
    database: sqliteIn(folder),
    outages: [
      {
        name: 'held by another program',
        readable: true,
        begin() {
          holder = new DatabaseSync(file);
          holder.exec('pragma busy_timeout = 5000; begin exclusive');
        },
        end() {
          holder.exec('rollback');
          holder.close();
        },
      },
      {
        name: 'moved away',
        readable: false,
        begin: () => renameSync(file, `${file}.away`),
        end: () => renameSync(`${file}.away`, file),
      },
    ],
  });
});
