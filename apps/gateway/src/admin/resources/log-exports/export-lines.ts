import type { Store } from '@sluice/store';
import type { ExportRow, LogStore } from '@sluice/store/logs';
import { setImmediate } from 'node:timers/promises';
import { logOf } from '../logs/view.ts';
import { workspaceSlugs } from '../logs/workspace-slugs.ts';
import { headLine, lineOf, needsBodies } from './export-fields.ts';
import { wantedBy } from './wanted-records.ts';

/** Records that are read at once; with bodies each may be half a megabyte. */
const PAGE = 500;
const PAGE_WITH_BODIES = 20;

/** Records that are put into words before others get their turn. */
const AT_ONCE = 10;

export interface LinesMeans {
  readonly store: Store;
  readonly logs: LogStore;
}

/** Some lines of a file, and how many records they are. */
export interface Lines {
  readonly text: string;
  readonly records: number;
}

/** An export's file, piece by piece, the newest record first. What came after `before` is no part of it. */
export async function* exportLines(row: ExportRow, before: number, { store, logs }: LinesMeans): AsyncGenerator<Lines> {
  const { filter, skip, most } = wantedBy(row);
  const withBodies = needsBodies(row.requested);
  const size = withBodies ? PAGE_WITH_BODIES : PAGE;
  const until = { ...filter, to: Math.min(filter.to ?? Infinity, before) };
  yield { text: headLine(row.requested, row.format), records: 0 };
  let after: string | undefined;
  let passed = 0;
  let written = 0;
  do {
    const page = await logs.search({ filter: until, size, ...(after !== undefined && { after }) });
    after = page.next;
    const records = page.records.slice(Math.max(0, skip - passed)).slice(0, most - written);
    passed += page.records.length;
    written += records.length;
    const bodies = withBodies ? await logs.bodies(records.map(({ id }) => id)) : [];
    const slugs = await store.read((db) => workspaceSlugs(records, db));
    for (let start = 0; start < records.length; start += AT_ONCE) {
      const some = records.slice(start, start + AT_ONCE);
      const lines = some.map((record, index) =>
        lineOf(logOf(record, { bodies: bodies[start + index], feedback: [], slugs }), row.requested, row.format),
      );
      yield { text: lines.join(''), records: lines.length };
      await setImmediate();
    }
  } while (after !== undefined && written < most);
}
