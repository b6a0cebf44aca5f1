import type { Reader } from './reader.ts';

export interface LabelEntry {
  readonly id: string;
  readonly name: string;
}

export const readLabels: Reader<LabelEntry> = async (db, { where, limit }) => {
  const rows = await db.selectFrom('labels').select(['id', 'name']).where(where).orderBy('id').limit(limit).execute();
  return rows.map((row) => ({ id: row.id, build: () => row }));
};
