import { sql } from 'kysely';
import { StoreError } from '../../store-error.ts';
import type { Candidates } from './candidates.ts';
import type { LogReader } from './reader.ts';

/** Records in whose bodies all of these words stand. @throws StoreError `invalid` */
export function textCandidates({ engine, textSearch }: LogReader, text: string): Candidates {
  if (!textSearch)
    throw new StoreError(
      'invalid',
      'The log keeps no index of words: set SLUICE_LOG_TEXT_SEARCH=on, and what is recorded from then on is found',
    );
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) throw new StoreError('invalid', 'There is no word in what is looked for');
  if (engine === 'postgres')
    return sql`select t.request as id from log_texts t where t.words @@ plainto_tsquery('simple', ${words.join(' ')})`;
  // Each in quotes: `and`, `near` and the like mean themselves.
  const query = words.map((word) => `"${word}"`).join(' ');
  return sql`select t.request as id from log_texts t where t.id in (select rowid from log_words where log_words match ${query})`;
}
