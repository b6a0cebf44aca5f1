import { StoreError } from '../../store-error.ts';
import type { LogPage } from '../log-store.ts';
import type { LogPageQuery } from '../query.ts';
import { recordsOf } from './found-row.ts';
import { pageOfRows } from './page-of-rows.ts';
import { isRecordId, timeOfId } from './record-id.ts';
import type { LogReader } from './reader.ts';
import type { Walk } from './walk.ts';
import { wantedBy, type Wanted } from './wanted.ts';

const LARGEST_PAGE = 1_000;

/**
 * One page of records. Nothing is ever counted off: a page begins behind the id that the one before has ended with.
 *
 * @throws StoreError `unavailable`, `invalid`
 */
export async function search(reader: LogReader, { filter, size, after, forwards }: LogPageQuery): Promise<LogPage> {
  if (after !== undefined && !isRecordId(after))
    throw new StoreError('invalid', 'A page begins behind a record: give its id, or the cursor as it was given');
  const wanted = await wantedBy(reader, filter);
  const length = Math.min(Math.max(Math.floor(size), 1), LARGEST_PAGE);
  // One more tells whether there are more.
  const walk: Walk = { direction: forwards ? 'forwards' : 'backwards', after, size: length + 1 };
  const rows = await pageOfRows(reader, onlyBehind(wanted, walk), walk);
  const page = rows.slice(0, length);
  return { records: await recordsOf(reader, page), next: rows.length > length ? page.at(-1)?.id : undefined };
}

/** The hours before it need not be looked at. */
function onlyBehind(wanted: Wanted, { direction, after }: Walk): Wanted {
  if (after === undefined) return wanted;
  const at = timeOfId(after);
  return direction === 'backwards' ? { ...wanted, to: Math.min(wanted.to, at + 1) } : { ...wanted, from: Math.max(wanted.from, at) };
}
