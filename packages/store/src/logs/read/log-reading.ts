import type { LogStore } from '../log-store.ts';
import { bodies } from './bodies.ts';
import { count } from './count.ts';
import { feedbackOn } from './feedback-on.ts';
import { find } from './find.ts';
import type { LogReader } from './reader.ts';
import { search } from './search.ts';

/** The part of the log’s store that looks for records. */
export const readLogs = (reader: LogReader): Pick<LogStore, 'find' | 'search' | 'bodies' | 'count' | 'feedbackOn'> => ({
  find: (id, workspaces) => find(reader, id, workspaces),
  search: (query) => search(reader, query),
  bodies: (ids) => bodies(reader, ids),
  count: (filter, most) => count(reader, filter, most),
  feedbackOn: (traces) => feedbackOn(reader, traces),
});
