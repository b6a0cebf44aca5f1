import { describeKills } from './describe-kills.ts';
import { sqliteIn } from './database.ts';

describeKills('a gateway on SQLite', (folder) => Promise.resolve(sqliteIn(folder)));
