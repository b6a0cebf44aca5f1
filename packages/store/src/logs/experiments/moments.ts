import { sql, type RawBuilder } from 'kysely';
import type { Measure, Moments, VariantMoments } from './experiments.ts';

/** Which columns of a unit a measure is made of: so much of `y` among `x`. */
const COLUMNS = {
  requests: ['1.0', 'u.requests'],
  errors: ['u.requests', 'u.errors'],
  ms: ['u.requests', 'u.ms'],
  logMs: ['u.requests', 'u.log_ms'],
  tokens: ['u.told', 'u.tokens'],
  cost: ['u.priced', 'u.cost'],
  feedback: ['coalesce(o.weight, 0.0)', 'coalesce(o.value, 0.0)'],
} as const satisfies Readonly<Record<Measure, readonly [x: string, y: string]>>;

const MEASURES = Object.keys(COLUMNS) as readonly Measure[];

type Row = Readonly<Record<string, string | number | null>>;

/**
 * Sums over requests by unit, then sums, squares and products of those by variant. Feedback is on a trace, which may be that of
 * many requests: for each unit it counts once.
 */
export const momentsStatement = (asked: RawBuilder<unknown>): RawBuilder<Row> => sql<Row>`
  with asked as (${asked}),
  units as (
    select variant, unit, max(named) as named, cast(count(*) as double precision) as requests, sum(errors) as errors, sum(ms) as ms,
      sum(log_ms) as log_ms, sum(told) as told, sum(tokens) as tokens, sum(priced) as priced, sum(cost) as cost
    from asked group by variant, unit),
  spoken as (select variant, unit, workspace, trace from asked union select variant, unit, workspace, id from asked),
  said as (
    select distinct s.variant, s.unit, f.id, f.value, f.weight
    from spoken s join log_feedback f on f.trace = s.trace and f.workspace in ('', s.workspace)),
  opinions as (select variant, unit, sum(value * weight) as value, sum(weight) as weight from said group by variant, unit)
  select u.variant as variant, sum(u.requests) as requests, sum(case when u.named = 0 then 1 else 0 end) as nameless,
    sum(case when u.errors > 0 then 1 else 0 end) as failing, sum(case when o.weight > 0 then 1 else 0 end) as judging,
    ${sql.join(MEASURES.flatMap(sumsOf))}
  from units u left join opinions o on o.variant = u.variant and o.unit = u.unit
  group by u.variant order by u.variant`;

function sumsOf(measure: Measure): readonly RawBuilder<unknown>[] {
  const [x, y] = COLUMNS[measure].map((column) => sql.raw(column));
  const called = (part: string) => sql.ref(columnOf(measure, part));
  return [
    sql`sum(case when ${x!} > 0 then 1 else 0 end) as ${called('units')}`,
    sql`sum(${x!}) as ${called('x')}`,
    sql`sum(${y!}) as ${called('y')}`,
    sql`sum(${x!} * ${x!}) as ${called('xx')}`,
    sql`sum(${y!} * ${y!}) as ${called('yy')}`,
    sql`sum(${x!} * ${y!}) as ${called('xy')}`,
  ];
}

const columnOf = (measure: Measure, part: string) => `${measure.toLowerCase()}_${part}`;

export const readMoments = (row: Row): VariantMoments => ({
  variant: String(row['variant']),
  requests: Number(row['requests']),
  nameless: Number(row['nameless']),
  unitsWithErrors: Number(row['failing']),
  unitsWithFeedback: Number(row['judging']),
  of: Object.fromEntries(MEASURES.map((measure) => [measure, momentsIn(row, measure)])) as Readonly<Record<Measure, Moments>>,
});

function momentsIn(row: Row, measure: Measure): Moments {
  const part = (name: keyof Moments) => Number(row[columnOf(measure, name)]);
  return { units: part('units'), x: part('x'), y: part('y'), xx: part('xx'), yy: part('yy'), xy: part('xy') };
}
