import type { Reader } from './reader.ts';

export interface AliasEntry {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly sends: string;
}

export const readAliases: Reader<AliasEntry> = async (db, { where, limit }, { findProvider }) => {
  const rows = await db
    .selectFrom('aliases')
    .select(['id', 'provider', 'model', 'sends'])
    .where(where)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, build: () => ({ ...row, provider: findProvider(row.provider)?.id ?? row.provider }) }));
};

/** `provider slug → model asked for → model sent`. */
export type Aliases = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Aliases by provider and model. */
export function aliasesOf(entries: Iterable<AliasEntry>): Aliases {
  const aliases: Record<string, Record<string, string>> = {};
  for (const { provider, model, sends } of entries) (aliases[provider] ??= Object.create(null) as Record<string, string>)[model] = sends;
  return aliases;
}
