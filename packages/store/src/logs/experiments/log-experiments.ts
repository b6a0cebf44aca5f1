import { sql } from 'kysely';
import { allOf, isAnyOf, type Condition } from '../read/any-of.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { wantedBy } from '../read/wanted.ts';
import type { Experiments, SeenVariant } from './experiments.ts';
import { askedOf } from './asked-of.ts';
import { momentsStatement, readMoments } from './moments.ts';

/** Experiments, read from the log's tables. */
export const logExperiments = (reader: LogReader): Experiments => ({
  async seen(filter) {
    const conditions = [sql<boolean>`d.experiment <> ''`, ...hoursOf(reader, filter)];
    const found = await rowsOf(
      reader,
      sql<Readonly<Record<keyof SeenVariant, string | number>>>`
        select d.experiment as "experiment", d.variant as "variant", sum(s.requests) as "requests", min(s.at) as "firstSeen", max(s.at) as "lastSeen"
        from log_sums s join log_dims d on d.id = s.dims where ${allOf(conditions)} group by 1, 2 order by 5 desc, 1, 2`,
    );
    return found.map(({ experiment, variant, requests, firstSeen, lastSeen }) => ({
      experiment: String(experiment),
      variant: String(variant),
      requests: Number(requests),
      firstSeen: Number(firstSeen),
      lastSeen: Number(lastSeen),
    }));
  },
  async moments(filter, units) {
    const wanted = await wantedBy(reader, filter);
    if (wanted.nothing) return [];
    return (await rowsOf(reader, momentsStatement(askedOf(reader.engine, wanted, units)))).map(readMoments);
  },
  async configs(filter, experiment) {
    const conditions = [sql<boolean>`d.experiment = ${experiment}`, ...hoursOf(reader, filter)];
    return rowsOf(
      reader,
      sql<{ readonly config: string; readonly version: string }>`
        select distinct d.config as "config", d.config_version as "version"
        from log_sums s join log_dims d on d.id = s.dims where ${allOf(conditions)} order by 1, 2`,
    );
  },
  async crossed(filter, units) {
    const wanted = await wantedBy(reader, filter);
    if (wanted.nothing) return 0;
    const [found] = await rowsOf(
      reader,
      sql<{ readonly n: number | string }>`with asked as (${askedOf(reader.engine, wanted, units)})
        select count(*) as n from (select a.unit from asked a where a.named = 1 group by a.unit having count(distinct a.variant) > 1) x`,
    );
    return Number(found?.n ?? 0);
  },
});

const HOUR_MS = 3_600_000;

/** The hours that a filter has any of, its workspaces and its sources: of sums `s` and what they have in common, `d`. */
const hoursOf = ({ engine }: LogReader, { workspaces, sources, from, to }: Parameters<Experiments['seen']>[0]): readonly Condition[] => [
  sql<boolean>`s.span = 'hour'`,
  ...(from === undefined ? [] : [sql<boolean>`s.at >= ${Math.floor(from / HOUR_MS) * HOUR_MS}`]),
  ...(to === undefined ? [] : [sql<boolean>`s.at < ${to}`]),
  ...(workspaces === 'all' ? [] : [isAnyOf(engine, sql`d.workspace`, workspaces, 'text')]),
  ...(sources === undefined ? [] : [isAnyOf(engine, sql`d.source`, sources, 'text')]),
];
