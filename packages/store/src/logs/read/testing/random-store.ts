import type { LogEntry } from '../../entry.ts';
import type { Feedback, LogStore } from '../../log-store.ts';
import { openLogStore } from '../../open-log-store.ts';
import { Dice } from './random.ts';
import { randomEntries, randomFeedback } from './random-log.ts';

/** A log, and what is in it. */
export interface RandomStore {
  readonly store: LogStore;
  readonly entries: readonly LogEntry[];
  readonly feedback: readonly Feedback[];
}

/** A log of some days until now, written batch by batch. */
export async function randomStore(
  url: string,
  { seed, records }: { readonly seed: number; readonly records: number },
): Promise<RandomStore> {
  const dice = new Dice(seed);
  const entries = randomEntries(dice, records, Date.now());
  const feedback = randomFeedback(dice, Math.ceil(records / 5), entries);
  const store = await openLogStore({ url });
  for (let at = 0; at < entries.length; at += 100) await store.append(entries.slice(at, at + 100));
  await store.addFeedback(feedback);
  return { store, entries, feedback };
}
