import type { LogStore } from '../log-store.ts';
import { bodies } from './bodies.ts';
import { isRecordId } from './record-id.ts';
import type { LogReader } from './reader.ts';
import { search } from './search.ts';

/** One record and what was said in it, if these workspaces may see it. */
export async function find(reader: LogReader, id: string, workspaces: Parameters<LogStore['find']>[1]): ReturnType<LogStore['find']> {
  if (!isRecordId(id)) return undefined;
  const { records } = await search(reader, { filter: { workspaces, ids: [id] }, size: 1 });
  const [record] = records;
  if (record === undefined) return undefined;
  const [said] = await bodies(reader, [id]);
  return { record, bodies: said };
}
