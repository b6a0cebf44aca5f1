import type { Extensions } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { Schema, Vault } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { Wanted } from './wanted.ts';

/** What rows are made into things with. */
export interface ReadMeans {
  readonly vault: Pick<Vault, 'open'>;
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly extensions: Extensions;
}

/** What was read of one thing. It is built when its turn comes, so that many of them do not hold up anybody's call. */
export interface Draft<Entry> {
  readonly id: string;
  /** @throws Error saying why nothing can be made of it. */
  readonly build: () => Entry | Promise<Entry>;
}

/** Reads things of one kind, each with all that belongs to it. Rows come in the order of their ids. */
export type Reader<Entry> = (db: Kysely<Schema>, wanted: Wanted, means: ReadMeans) => Promise<readonly Draft<Entry>[]>;

/** Rows by the thing that they belong to. */
export function byOwner<Row>(rows: readonly Row[], ownerOf: (row: Row) => string): (id: string) => readonly Row[] {
  const owned = new Map<string, Row[]>();
  for (const row of rows) {
    const known = owned.get(ownerOf(row));
    if (known) known.push(row);
    else owned.set(ownerOf(row), [row]);
  }
  return (id) => owned.get(id) ?? [];
}
