import type { ChangeKind, ChangesSince, Schema, Store } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { Entry } from './collection.ts';
import { collectionOf, noContents, READERS, type Contents } from './contents.ts';
import { inTurns } from './in-turns.ts';
import type { Draft, ReadMeans } from './reader.ts';
import { PAGE, pageBehind, these } from './wanted.ts';

/** What `Contents` are read with. */
export interface ContentsMeans extends ReadMeans {
  readonly store: Pick<Store, 'read'>;
  /** Told of what nothing can be made of; the others go on. */
  readonly onLeftOut: (kind: ChangeKind, id: string, error: unknown) => void;
  /** Told of what something was made of. */
  readonly onBuilt: (kind: ChangeKind, id: string) => void;
}

const KINDS = Object.keys(READERS) as readonly ChangeKind[];

/** Reads everything, as it is at one moment. @throws StoreError `unavailable` */
export async function readAll(means: ContentsMeans): Promise<Contents> {
  // What is there now answers until all of the new is.
  const contents = noContents();
  await means.store.read(async (db) => {
    for (const kind of KINDS) await readKind(kind, db, means, (entry) => collectionOf(contents, kind).put(entry));
  });
  return contents;
}

/** Takes in one page while the database fetches the next. */
async function readKind(kind: ChangeKind, db: Kysely<Schema>, means: ContentsMeans, keep: (entry: Entry) => void): Promise<void> {
  const pageAfter = (id: string) => READERS[kind](db, pageBehind(id), means);
  for (let page: Promise<readonly Draft<Entry>[]> | undefined = pageAfter(''); page !== undefined;) {
    const drafts: readonly Draft<Entry>[] = await page;
    page = drafts.length === PAGE ? pageAfter(drafts.at(-1)!.id) : undefined;
    // It is awaited in a moment, and not unhandled meanwhile.
    page?.catch(() => undefined);
    await build(kind, drafts, means, keep);
  }
}

/** What was read again: in place of what was known under the id, or undefined where it has gone. */
export type News = readonly (readonly [kind: ChangeKind, id: string, entry: Entry | undefined])[];

/** Reads what has changed, as it is at one moment. @throws StoreError `unavailable` */
export async function readAgain(changes: Exclude<ChangesSince['changes'], 'all'>, means: ContentsMeans): Promise<News> {
  const drafts = await means.store.read(async (db) => {
    const all: [ChangeKind, readonly string[], readonly Draft<Entry>[]][] = [];
    for (const kind of KINDS) {
      const ids = changes.filter((change) => change.kind === kind).map(({ id }) => id);
      for (let from = 0; from < ids.length; from += PAGE) {
        const some = ids.slice(from, from + PAGE);
        all.push([kind, some, await READERS[kind](db, these(some), means)]);
      }
    }
    return all;
  });
  const news: [ChangeKind, string, Entry | undefined][] = [];
  for (const [kind, ids, each] of drafts) {
    const built = new Map<string, Entry>();
    await build(kind, each, means, (entry) => built.set(entry.id, entry));
    for (const id of ids) news.push([kind, id, built.get(id)]);
  }
  return news;
}

async function build(kind: ChangeKind, drafts: readonly Draft<Entry>[], means: ContentsMeans, keep: (entry: Entry) => void): Promise<void> {
  await inTurns(drafts, (draft) => {
    const made = (entry: Entry) => {
      keep(entry);
      means.onBuilt(kind, draft.id);
    };
    const failed = (error: unknown) => means.onLeftOut(kind, draft.id, error);
    try {
      const entry = draft.build();
      return entry instanceof Promise ? entry.then(made, failed) : made(entry);
    } catch (error) {
      failed(error);
    }
  });
}
