import type { Analytics } from '../log-store.ts';
import type { LogReader } from '../read/reader.ts';
import { counts } from './counts.ts';
import { distinct } from './distinct.ts';
import { feedback } from './feedback.ts';
import { graph } from './graph.ts';
import { groups } from './groups.ts';
import { metadataGroups } from './metadata-groups.ts';

/** Charts and groups, by sums wherever those know the answer. */
export const logAnalytics = (reader: LogReader): Analytics => ({
  graph: (filter) => graph(reader, filter),
  counts: (filter, by) => counts(reader, filter, by),
  distinct: (filter, name) => distinct(reader, filter, name),
  groups: (filter, by, page) => groups(reader, filter, by, page),
  metadataGroups: (filter, name, page) => metadataGroups(reader, filter, name, page),
  feedback: (filter) => feedback(reader, filter),
});
