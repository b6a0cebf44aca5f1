import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { FAILED } from '../failed.ts';
import { SEARCHED_CHARACTERS } from '../plain-text.ts';
import { allOf } from '../read/any-of.ts';
import { lowestId } from '../read/record-id.ts';
import { conditionsOf, type Wanted } from '../read/wanted.ts';

/** Shorter times count as this, so that there is a logarithm of each. Milliseconds. */
const SHORTEST_MS = 0.1;

/**
 * A statement of all requests that were part of an experiment, with the unit that each belongs to: the metadata pair under the
 * first of these names that it has, else itself.
 */
export function askedOf(engine: Engine, wanted: Wanted, units: readonly string[]): RawBuilder<unknown> {
  const pairs = units.map((_, index) => sql.ref(`u${index}.pair`));
  const joins = units.map(
    (name, index) => sql`left join (${pairsCalled(name, wanted)}) ${sql.ref(`u${index}`)} on ${sql.ref(`u${index}.request`)} = r.id`,
  );
  const id = sql`cast(r.id as text)`;
  const pair = pairs.length === 0 ? sql`null` : pairs.length === 1 ? pairs[0]! : sql`coalesce(${sql.join(pairs)})`;
  const real = (value: RawBuilder<unknown>) => sql`cast(${value} as double precision)`;
  return sql`
    select d.variant as variant, d.workspace as workspace, coalesce(cast(${pair} as text), ${id}) as unit,
      case when ${pair} is null then 0 else 1 end as named, ${id} as id, coalesce(substr(r.trace, 1, ${sql.lit(SEARCHED_CHARACTERS)}), ${id}) as trace,
      case when ${FAILED} then 1.0 else 0.0 end as errors, ${real(sql`r.ms`)} as ms,
      ln(case when r.ms > ${sql.lit(SHORTEST_MS)} then ${real(sql`r.ms`)} else ${real(sql.lit(SHORTEST_MS))} end) as log_ms,
      case when r.input_tokens is null and r.output_tokens is null then 0.0 else 1.0 end as told,
      ${real(sql`coalesce(r.input_tokens, 0) + coalesce(r.output_tokens, 0)`)} as tokens,
      case when r.cost is null then 0.0 else 1.0 end as priced, ${real(sql`coalesce(r.cost, 0)`)} as cost
    from log_requests r join log_dims d on d.id = r.dims ${sql.join(joins, sql` `)}
    where ${allOf([sql<boolean>`d.experiment <> ''`, ...conditionsOf(engine, wanted)])}`;
}

/** Of each record one, even should it have several. */
function pairsCalled(name: string, { from, to }: Wanted): RawBuilder<unknown> {
  return sql`select p.request as request, min(p.pair) as pair from log_pairs n join log_request_pairs p on p.pair = n.id
    where n.name = ${name} and p.request >= ${lowestId(from)} and p.request <= ${lowestId(to)} group by p.request`;
}
