import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { startChild } from '../testing/child-process.ts';
import { onBothEngines } from '../testing/engines.ts';
import { sumsAndRows } from '../testing/sums-of-rows.ts';
import { openLogDatabase, type LogDatabase } from './log-database.ts';
import { openLogStore } from './open-log-store.ts';

const countOf = async ({ reading }: LogDatabase, table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(reading)).rows[0]!.n;

onBothEngines('several processes with one log', (makeUrl, engine) => {
  it('may all make it, write and clean at once, and sums stay what rows come to', async () => {
    const url = await makeUrl();

    const children = Array.from({ length: 4 }, () => startChild('log-count', url));
    await children[0]!.printed(1);
    const store = await openLogStore({ url });
    let [sweeping, swept] = [true, 0];
    const sweeps = (async () => {
      for (; sweeping; swept++) await store.sweep({ maxAgeMs: 86_400_000, maxBytes: undefined }, Date.now());
    })();
    const ended = await Promise.all(children.map((child) => child.ended));
    sweeping = false;
    await sweeps;
    await store.close();

    expect(ended).toEqual(children.map(() => ({ status: 0, complaint: '' })));
    expect(swept).toBeGreaterThan(0);
    const database = openLogDatabase(url);
    expect(await countOf(database, 'log_requests')).toBe(20_000);
    expect(await countOf(database, 'log_request_pairs')).toBe(20_000);
    const { sums, rows } = await sumsAndRows(database);
    expect(sums).toEqual(rows);
    await database.close();
  }, 120_000);

  it('may be killed at any moment: no batch is there by half, and none that was acknowledged is missing', async () => {
    const url = await makeUrl();
    const acknowledged: string[] = [];
    for (let round = 0; round < 12; round++) {
      const child = startChild('log-forever', url);
      await child.printed(1 + round);
      child.kill();
      await child.ended;
      acknowledged.push(...child.lines);
    }

    const store = await openLogStore({ url });
    const database = openLogDatabase(url);
    const kept = new Set((await database.reading.selectFrom('log_requests').select('id').execute()).map(({ id }) => id));
    const { rows: blocks } = await sql<{ count: number; held: number }>`
      select b.count, (select count(*) from log_requests r where r.block = b.id) as held from log_blocks b`.execute(database.reading);
    const { sums, rows } = await sumsAndRows(database);

    expect(acknowledged.length).toBeGreaterThanOrEqual(78);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(kept.size % 50).toBe(0);
    expect(blocks.filter(({ count, held }) => count !== held)).toEqual([]);
    expect(sums).toEqual(rows);
    if (engine === 'sqlite')
      expect((await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.reading)).rows[0]).toEqual({
        integrity_check: 'ok',
      });
    await database.close();
    await store.close();
  }, 120_000);
});
