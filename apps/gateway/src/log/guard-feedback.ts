import type { HookFeedback } from '@sluice/core';
import type { Feedback, LogStore } from '@sluice/store/logs';
import { randomUUID } from 'node:crypto';
import type { RequestRecord } from './request-record.ts';

export interface GuardFeedbackMeans {
  readonly store: Pick<LogStore, 'addFeedback'>;
  /** Told why some could not be kept. */
  readonly onLost: (error: unknown, lost: number) => void;
}

/** All that has come meanwhile is kept at once. */
const AFTER_MS = 200;

/** More than this is let go: whoever judges is not to be what the memory is full of. */
const MOST_WAITING = 10_000;

/** As feedback that somebody sends is bounded. Wire spec §18. */
const HIGHEST = 10;
const LONGEST_VALUE = 128;

/** Keeps what guardrails say of requests as feedback on their traces, off their path. Wire spec §12. */
export class GuardFeedback {
  readonly #means: GuardFeedbackMeans;
  #waiting: Feedback[] = [];
  #timer: NodeJS.Timeout | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(means: GuardFeedbackMeans) {
    this.#means = means;
  }

  /** Takes a finished request. */
  take({ account, trace, key, at }: Pick<RequestRecord, 'account' | 'trace' | 'key' | 'at'>): void {
    if (account === undefined || account.feedback.length === 0) return;
    const made = account.feedback.flatMap((said) => feedbackOf(said, { trace, workspace: key?.workspace ?? null, at }));
    if (this.#waiting.length + made.length > MOST_WAITING) return this.#means.onLost(new Error('too much of it waits'), made.length);
    this.#waiting.push(...made);
    this.#timer ??= setTimeout(() => this.#flush(), AFTER_MS);
  }

  /** Keeps what waits. */
  async stop(): Promise<void> {
    this.#flush();
    await this.#keeping;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    this.#keeping = this.#keeping
      .then(() => this.#means.store.addFeedback(batch))
      .catch((error: unknown) => this.#means.onLost(error, batch.length));
  }
}

/** What a config says without a value is nothing to be counted. */
function feedbackOf(
  { value, weight = 1, metadata = {} }: HookFeedback,
  about: Pick<Feedback, 'trace' | 'workspace' | 'at'>,
): readonly Feedback[] {
  if (value === undefined || !Number.isFinite(value)) return [];
  const texts = Object.entries(metadata).map(([name, each]): [string, string] => [
    name,
    (typeof each === 'string' ? each : JSON.stringify(each)).slice(0, LONGEST_VALUE),
  ]);
  return [
    {
      id: randomUUID(),
      ...about,
      value: Math.max(-HIGHEST, Math.min(HIGHEST, Math.round(value))),
      weight: weight >= 0 && weight <= 1 ? weight : 1,
      metadata: Object.fromEntries(texts),
    },
  ];
}
