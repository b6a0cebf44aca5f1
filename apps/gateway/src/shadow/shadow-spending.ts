import type { ShadowCap } from '@sluice/core';
import type { LogStore } from '@sluice/store/logs';
import { periodStart } from './shadow-period.ts';

export interface SpendingMeans {
  readonly store: () => Promise<Pick<LogStore, 'analytics'>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A shadow of one workspace: the same name elsewhere is another. */
export interface ShadowPlace {
  readonly name: string;
  /** Undefined: the organisation's own, or nobody's. */
  readonly workspace: string | undefined;
}

/** Money set aside for a copy that is on its way. */
export interface Reserved {
  /** To be told what it has cost, in US dollars; undefined where nobody knows, and then it counts as what was set aside. */
  settle(cost: number | undefined): void;
}

/** How long what the store has said is believed: what other processes spend meanwhile is not seen. */
const BELIEVED_MS = 5_000;

/** Until a record is in the store's sums, in normal running and well beyond. */
const WRITTEN_MS = 5_000;

/** What one shadow has cost in the period that is running. US dollars. */
interface Purse {
  readonly start: number;
  known: number;
  readAt: number;
  reading: Promise<void> | undefined;
  /** For copies under way. */
  reserved: number;
  /** By this process, since the period began or since it started. */
  own: number;
  /** By this process, and perhaps not in the sums yet. */
  recent: { readonly at: number; readonly cost: number }[];
}

/** Shadows at once of which it is remembered what they have cost; the store knows the others'. */
const MOST_PURSES = 1_000;

/** Keeps shadows within their caps: what they have cost is known from the log's sums, so that it outlives this process and is shared with others. */
export class ShadowSpending {
  readonly #means: SpendingMeans;
  readonly #purses = new Map<string, Purse>();

  constructor(means: SpendingMeans) {
    this.#means = means;
  }

  /**
   * Sets money aside for a copy.
   *
   * @param estimate US dollars.
   * @returns Undefined where the cap does not leave so much.
   * @throws StoreError `unavailable` where nobody knows what was spent.
   */
  async reserve(place: ShadowPlace, cap: ShadowCap, estimate: number): Promise<Reserved | undefined> {
    const purse = this.#purseOf(place, cap);
    await this.#refresh(purse, place);
    if (this.#spent(purse) + purse.reserved + estimate > cap.cost) return undefined;
    purse.reserved += estimate;
    return {
      settle: (cost = estimate) => {
        purse.reserved -= estimate;
        purse.own += cost;
        purse.recent.push({ at: this.#means.now(), cost });
      },
    };
  }

  #purseOf(place: ShadowPlace, { period }: ShadowCap): Purse {
    const key = JSON.stringify([place.workspace, place.name, period]);
    const start = periodStart(period, this.#means.now());
    const purse = this.#purses.get(key);
    if (purse?.start === start) return purse;
    const fresh: Purse = { start, known: 0, readAt: -Infinity, reading: undefined, reserved: 0, own: 0, recent: [] };
    this.#purses.delete(key);
    this.#purses.set(key, fresh);
    if (this.#purses.size > MOST_PURSES) this.#purses.delete(this.#purses.keys().next().value!);
    return fresh;
  }

  /** What was written a moment ago may be counted twice for a few seconds, which errs on the side of the cap. */
  #spent({ known, own, recent }: Purse): number {
    return Math.max(known + recent.reduce((sum, { cost }) => sum + cost, 0), own);
  }

  async #refresh(purse: Purse, place: ShadowPlace): Promise<void> {
    if (this.#means.now() - purse.readAt < BELIEVED_MS) return;
    purse.reading ??= this.#read(purse, place).finally(() => (purse.reading = undefined));
    await purse.reading;
  }

  async #read(purse: Purse, place: ShadowPlace): Promise<void> {
    const at = this.#means.now();
    purse.known = await spentSince(await this.#means.store(), place, purse.start);
    purse.readAt = at;
    purse.recent = purse.recent.filter((each) => each.at > at - WRITTEN_MS);
  }
}

/** US dollars that a shadow has cost from a moment on, as far as anybody knows what it has cost. */
export async function spentSince(
  { analytics }: Pick<LogStore, 'analytics'>,
  { name, workspace }: ShadowPlace,
  from: number,
): Promise<number> {
  const { total } = await analytics.graph({ workspaces: [workspace ?? ''], sources: ['shadow'], experiments: [name], from });
  return total.cost;
}
