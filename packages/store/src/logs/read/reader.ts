import type { Kysely, RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import type { LogSchema } from '../schema.ts';

/** What reading the log stands on. */
export interface LogReader {
  readonly engine: Engine;
  /** Refuses to write. */
  readonly db: Kysely<LogSchema>;
  /** Whether the words of bodies are in an index. */
  readonly textSearch: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Of more records than this, percentiles are told within a tenth. 20,000 where nothing is said. */
  readonly exactUpTo?: number;
}

/** What a statement answers with. */
export async function rowsOf<Row>({ db }: LogReader, statement: RawBuilder<Row>): Promise<readonly Row[]> {
  return (await statement.execute(db)).rows;
}
