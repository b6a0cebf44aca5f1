import { sql, type RawBuilder, type Transaction } from 'kysely';
import { SEARCHED_CHARACTERS } from '../plain-text.ts';
import { listed } from '../read/any-of.ts';
import { detailJson } from '../read/detail-json.ts';
import { looksLikeId } from '../read/looks-like-id.ts';
import type { LogSchema } from '../schema.ts';
import type { RowInsert } from './row-batch.ts';

/**
 * Which records PostgreSQL’s feedback is about: a chart of it would look for each piece in the tables of all days. Whichever of
 * the two comes later finds the other; `mayReferTo` and `nobodyRefers` keep them from coming at once.
 */
const link = (tx: Transaction<LogSchema>, named: RawBuilder<{ readonly id: string; readonly trace: string }>) =>
  sql`
    insert into log_feedback_requests (request, trace, at, dims, pairs)
    select r.id, said.trace, r.at, r.dims, array(
      select p.id from json_each_text(${detailJson('postgres', sql`r.detail`)} -> 'metadata') m join log_pairs p
        on p.name = substr(m.key, 1, ${sql.lit(SEARCHED_CHARACTERS)}) and p.value = substr(m.value, 1, ${sql.lit(SEARCHED_CHARACTERS)}))
    from (
      select n.id, n.trace from (${named}) n
      cross join lateral (select f.id from log_feedback f where f.trace = n.trace limit 1) f offset 0) said
    cross join lateral (select r.* from log_requests r where r.id = said.id limit 1) r
    where said.trace in (r.id::text, substr(r.trace, 1, ${sql.lit(SEARCHED_CHARACTERS)}))
    on conflict do nothing`.execute(tx);

/** Of records that have just been put in. */
export async function linkRecords(tx: Transaction<LogSchema>, inserts: readonly RowInsert[]): Promise<void> {
  const ids = columnOf(inserts, 'log_requests', 'id');
  if (ids.length === 0) return;
  const [traces, requests] = [columnOf(inserts, 'log_traces', 'trace'), columnOf(inserts, 'log_traces', 'request')];
  await link(
    tx,
    sql`select n.id, n.id::text as trace from unnest(${ids}::uuid[]) as n (id)
      union all select n.id, n.trace from unnest(${requests}::uuid[], ${traces}::text[]) as n (id, trace)`,
  );
}

/** Of feedback on these traces that has just been put in. */
export async function linkFeedback(tx: Transaction<LogSchema>, traces: readonly string[]): Promise<void> {
  await link(
    tx,
    sql`select n.value::uuid as id, n.value as trace from ${listed('postgres', traces, 'text')} n where ${looksLikeId(sql`n.value`)}
      union all select t.request as id, t.trace from log_traces t where t.trace in ${listed('postgres', traces, 'text')}`,
  );
}

function columnOf(inserts: readonly RowInsert[], name: RowInsert['table']['name'], column: string) {
  return inserts
    .filter(({ table }) => table.name === name)
    .flatMap(({ table, values }) => {
      const columns = Object.keys(table.columns);
      return values.filter((_, number) => number % columns.length === columns.indexOf(column));
    });
}
