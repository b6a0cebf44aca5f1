import { describeOnPostgres } from '../../test/support/postgres.ts';
import { postgresOn } from './database.ts';
import { describeOutages } from './describe-outages.ts';

describeOnPostgres('on a server of its own', (cluster) => {
  describeOutages('a PostgreSQL', async (folder) => ({
    database: await postgresOn(cluster(), folder),
    outages: [
      { name: 'stopped where it stood', readable: false, begin: () => cluster().pause(), end: () => cluster().resume() },
      { name: 'killed', readable: false, begin: () => cluster().kill(), end: () => cluster().start() },
    ],
  }));
});
