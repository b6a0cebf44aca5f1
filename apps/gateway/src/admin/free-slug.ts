import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { declared as inFile, taken } from './admin-fault.ts';
import { slugFrom } from './slug.ts';

/** Tables whose things are found by their slug. */
type Slugged = 'integrations' | 'providers' | 'guardrails';

export interface SlugQuestion {
  /** What somebody asked for; undefined where any will do. */
  readonly wanted: string | undefined;
  readonly name: string;
  readonly label: string;
  /** `pg-` */
  readonly prefix?: string;
  /** What the config file has of the kind. */
  readonly declared: ReadonlyMap<string, unknown>;
  readonly table: Slugged;
  readonly db: Kysely<Schema>;
}

/**
 * The slug of something new.
 *
 * @throws FaultError `conflict` for one that the config file or another thing has.
 */
export async function freeSlug({ wanted, name, label, prefix, declared, table, db }: SlugQuestion): Promise<string> {
  const slug = wanted ?? slugFrom(name, prefix);
  if (declared.has(slug)) throw inFile(label, slug);
  const there = await db.selectFrom(table).select('id').where('slug', '=', slug).executeTakeFirst();
  if (there) throw taken(label, slug);
  return slug;
}
