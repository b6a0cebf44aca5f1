import type { Entries } from '../../config-file/entries.ts';
import type { ModelEntry } from '../../config-file/model-entry.ts';
import { escaped } from './escaped.ts';
import type { Source } from './source.ts';

/** Other names for models. */
export async function exportAliases({ store: { db } }: Source): Promise<NonNullable<Entries['aliases']>> {
  const rows = await db.selectFrom('aliases').select(['provider', 'model', 'sends']).orderBy('id').execute();
  return table(rows, ({ sends }) => escaped(sends));
}

/** What is known of models here. */
export async function exportModels({ store: { db } }: Source): Promise<NonNullable<Entries['models']>> {
  const rows = await db.selectFrom('prices').select(['provider', 'model', 'entry']).orderBy('id').execute();
  return table(rows, ({ entry }) => escaped(JSON.parse(entry) as ModelEntry));
}

function table<Row extends { readonly provider: string; readonly model: string }, T>(rows: readonly Row[], value: (row: Row) => T) {
  const all: Record<string, Record<string, T>> = {};
  for (const row of rows) (all[row.provider] ??= {})[row.model] = value(row);
  return all;
}
