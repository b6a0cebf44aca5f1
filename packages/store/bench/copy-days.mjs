// Copies what a log on PostgreSQL holds to the time before it, again and again: five million records by `append` take an hour,
// and what is asked is how fast they are found. Every table gets what `append` would have put there.
import { openLogStore } from '@sluice/store/logs';
import pg from 'pg';
import { sampleOf } from './sample.mjs';

const { url, end, days, times, seed } = JSON.parse(process.argv[2]);
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Tables with sums, the key of each, and its column that is a time. */
const SUMS = [
  ['log_sums', 'span, at, dims', 'last_at'],
  ['log_latencies', 'span, at, dims, bucket', undefined],
  ['log_workspace_sums', 'span, at, workspace, cache', undefined],
  ['log_workspace_latencies', 'span, at, workspace, cache, bucket', undefined],
  ['log_pair_sums', 'span, at, pair, workspace', 'last_seen'],
];

// A day has its tables when it has a record.
const store = await openLogStore({ url });
for (let day = 0; day <= days * times; day++) {
  const [entry] = sampleOf({ seed: seed + 100 + day, records: 1, end: end - day * DAY_MS, days: 0.01 });
  await store.append([{ ...entry, trace: entry.id }]);
}
await store.close();

const address = new URL(url);
const schema = address.searchParams.get('schema') ?? 'public';
address.searchParams.delete('schema');
const client = new pg.Client({ connectionString: address.href });
await client.connect();
await client.query(`set search_path = ${pg.escapeIdentifier(schema)}; set synchronous_commit = off`);
const began = Date.now();
const [from, to] = [end - days * DAY_MS, end].map((at) => `${at.toString(16).padStart(12, '0')}${'0'.repeat(20)}`);

async function columnsOf(table) {
  return (await client.query(`select * from ${table} limit 0`)).fields.map(({ name }) => name);
}

for (let time = 1; time < times; time++) {
  const shift = time * days * DAY_MS;
  const moved = (id) =>
    `(lpad(to_hex(('x' || left(replace(${id}::text, '-', ''), 12))::bit(48)::bigint - ${shift}), 12, '0') || right(replace(${id}::text, '-', ''), 20))::uuid`;
  const trace = (column) =>
    `case when ${column} ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7' then ${moved(column)}::text else ${column} || '-${time}' end`;
  const within = (column) => `${column} >= '${from}' and ${column} < '${to}'`;
  const rest = 'ms, parse_ms, plan_ms, connect_ms, first_byte_ms, first_token_ms, upstream_ms, input_tokens, output_tokens, cost, saved';
  await client.query('begin');
  await client.query(`insert into log_requests (id, at, dims, trace, span, ${rest}, block, slot, detail)
    select ${moved('id')}, at - ${shift}, dims, trace || '-${time}', left(md5(span || '${time}'), 16), ${rest}, ${moved('block')}, slot, detail
    from log_requests where ${within('id')}`);
  await client.query(
    `insert into log_blocks (id, at, count, bytes) select ${moved('id')}, at - ${shift}, count, bytes from log_blocks where ${within('id')}`,
  );
  await client.query(
    `insert into log_request_pairs (pair, request) select pair, ${moved('request')} from log_request_pairs where ${within('request')}`,
  );
  await client.query(
    `insert into log_traces (trace, request) select trace || '-${time}', ${moved('request')} from log_traces where ${within('request')}`,
  );
  for (const [table, key, ofTime] of SUMS) {
    const columns = await columnsOf(table);
    const shifted = columns.map((name) => (name === 'at' || name === ofTime ? `${name} - ${shift}` : name));
    const added = columns.filter((name) => !key.split(', ').includes(name) && name !== ofTime && !name.startsWith('most_'));
    // The days at both ends may hold something already.
    await client.query(`insert into ${table} (${columns.join(', ')}) select ${shifted.join(', ')} from ${table}
      where span in ('hour', 'day') and at >= ${end - days * DAY_MS} and at < ${end}
      on conflict (${key}) do update set ${added.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ')}`);
  }
  await client.query(`insert into log_feedback (id, trace, workspace, value, weight, metadata, at)
    select id || '-${time}', ${trace('trace')}, workspace, value, weight, metadata, at - ${shift} from log_feedback where at >= ${end - days * DAY_MS}`);
  await client.query(`insert into log_feedback_requests (request, trace, at, dims, pairs)
    select ${moved('request')}, ${trace('trace')}, at - ${shift}, dims, pairs from log_feedback_requests where ${within('request')}`);
  await client.query('commit');
  process.stderr.write(`copied ${time} of ${times - 1}, ${Math.round((Date.now() - began) / 1000)} s\n`);
}
// The days of a week are not copied together.
for (const [table, key, ofTime] of SUMS) {
  const keys = key.split(', ');
  const columns = (await columnsOf(table)).toSorted((one, other) => keys.includes(other) - keys.includes(one));
  const summed = columns.map((name) => {
    if (name === 'span') return `'week'`;
    if (name === 'at') return `at - at % ${WEEK_MS}`;
    if (keys.includes(name)) return name;
    return name === ofTime || name.startsWith('most_') ? `max(${name})` : `sum(${name})`;
  });
  const places = keys.map((name) => columns.indexOf(name) + 1);
  await client.query(`delete from ${table} where span = 'week'`);
  await client.query(`insert into ${table} (${columns.join(', ')}) select ${summed.join(', ')} from ${table}
    where span = 'day' group by ${places.join(', ')}`);
}
// What the server does by itself after a while.
await client.query('vacuum (analyze)');
await client.query('checkpoint');
await client.end();
