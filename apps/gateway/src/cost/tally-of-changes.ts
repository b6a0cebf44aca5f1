import type { Reprice } from '@sluice/store/logs';

/** What pricing again has come to: US dollars of what is known, and records of which it is not. */
export interface Tally {
  readonly before: number;
  readonly after: number;
  readonly unknownBefore: number;
  readonly unknownAfter: number;
  readonly changed: number;
}

interface Change {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly changed: boolean;
}

/** Adds up what pricing again does to the records that it is asked about. */
export class TallyOfChanges {
  readonly #reprice: Reprice;
  /** Since the last step was done. A step that has to be made again asks for its records once more. */
  readonly #step = new Map<string, Change>();
  #tally: Tally = { before: 0, after: 0, unknownBefore: 0, unknownAfter: 0, changed: 0 };

  constructor(reprice: Reprice) {
    this.#reprice = reprice;
  }

  get tally(): Tally {
    this.stepDone();
    return this.#tally;
  }

  /** Answers as it does without being counted. */
  readonly reprice: Reprice = (record) => {
    const now = this.#reprice(record);
    const after = now === 'same' ? record.cost : now.cost;
    this.#step.set(record.id, { before: record.cost, after, changed: now !== 'same' });
    return now;
  };

  /** Counts, and changes nothing. */
  readonly look: Reprice = (record) => {
    this.reprice(record);
    return 'same';
  };

  readonly stepDone = (): void => {
    for (const change of this.#step.values()) this.#tally = withChange(this.#tally, change);
    this.#step.clear();
  };
}

const withChange = (tally: Tally, { before, after, changed }: Change): Tally => ({
  before: tally.before + (before ?? 0),
  after: tally.after + (after ?? 0),
  unknownBefore: tally.unknownBefore + (before === undefined ? 1 : 0),
  unknownAfter: tally.unknownAfter + (after === undefined ? 1 : 0),
  changed: tally.changed + (changed ? 1 : 0),
});
