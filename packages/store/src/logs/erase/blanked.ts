import type { Kysely } from 'kysely';
import type { LogSchema } from '../schema.ts';
import type { Leaving } from '../sweep/forget.ts';
import { pressed, unpressed } from '../write/blocks.ts';
import type { RowStatement } from '../write/row-batch.ts';

/** What becomes of the blocks of these records: their places stay and are empty, and a block with nothing left goes. */
export async function blanked(
  writing: Kysely<LogSchema>,
  rows: readonly Pick<Leaving, 'block' | 'slot'>[],
): Promise<readonly RowStatement[]> {
  const slots = new Map<string, Set<number>>();
  for (const { block, slot } of rows) if (block !== null && slot !== null) slots.set(block, (slots.get(block) ?? new Set()).add(slot));
  if (slots.size === 0) return [];
  const blocks = await writing
    .selectFrom('log_blocks')
    .select(['id', 'count', 'bytes'])
    .where('id', 'in', [...slots.keys()])
    .execute();
  const changed: (string | number | Uint8Array)[] = [];
  const gone: (string | number)[] = [];
  for (const { id, count, bytes } of blocks) {
    const leaves = slots.get(id) ?? new Set();
    if (count <= leaves.size) gone.push(id, count);
    else
      changed.push(
        id,
        count,
        count - leaves.size,
        await pressed((await unpressed(bytes)).map((bodies, slot) => (leaves.has(slot) ? null : bodies))),
      );
  }
  const found = { table: 'log_blocks', where: { id: 'uuid' }, was: { count: 'bigint' }, all: true } as const;
  return [
    { ...found, values: gone },
    { ...found, set: { count: 'bigint', bytes: 'bytea' }, values: changed },
  ];
}
