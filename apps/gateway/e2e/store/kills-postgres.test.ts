import { describeOnPostgres } from '../../test/support/postgres.ts';
import { postgresOn } from './database.ts';
import { describeKills } from './describe-kills.ts';

describeOnPostgres('on a server of its own', (cluster) => {
  describeKills('a gateway on PostgreSQL', (folder) => postgresOn(cluster(), folder));
});
