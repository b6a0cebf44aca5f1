import type { Log } from '../log/logger.ts';
import { backoffMs, worthAnotherTry } from '../telemetry/backoff.ts';
import type { SentCounts } from '../telemetry/metrics/pipeline-metrics.ts';
import { createPoster, type Poster } from '../telemetry/post.ts';
import type { Notice } from './notice.ts';
import { signature } from './signature.ts';

export interface DeliveriesMeans {
  readonly now: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly userAgent: string;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
}

const TIMEOUT_MS = 10_000;

/** With the waits between them about two minutes; after that the next repetition tells. */
const MOST_TRIES = 8;

/** Messages on their way at most. */
const MOST_WAITING = 100;

/** Gets messages to webhooks: again and again where they do not answer, and never twice under another id. */
export class Deliveries {
  readonly #means: DeliveriesMeans;
  readonly #giveUp = new AbortController();
  readonly #posters = new Map<string, Poster>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #dropped: Record<string, number> = { refused: 0, overflow: 0, closing: 0 };
  #sent = 0;

  constructor(means: DeliveriesMeans) {
    this.#means = means;
  }

  counts(): SentCounts {
    return { sent: this.#sent, dropped: { ...this.#dropped } };
  }

  send(notice: Notice): void {
    if (this.#underWay.size >= MOST_WAITING) {
      this.#dropped['overflow']!++;
      return;
    }
    const delivery = this.#deliver(notice).finally(() => this.#underWay.delete(delivery));
    this.#underWay.add(delivery);
  }

  async close(limitMs: number): Promise<void> {
    const timer = setTimeout(() => this.#giveUp.abort(), limitMs);
    await Promise.all(this.#underWay);
    clearTimeout(timer);
    for (const poster of this.#posters.values()) poster.close();
  }

  async #deliver(notice: Notice): Promise<void> {
    const { wait, random, log } = this.#means;
    for (let tries = 1; ; tries++) {
      const { status, retryAfterMs, reason } = await this.#post(notice);
      if (status >= 200 && status < 300) {
        this.#sent++;
        return;
      }
      const closing = this.#giveUp.signal.aborted;
      if (closing || tries === MOST_TRIES || !worthAnotherTry(status)) {
        this.#dropped[closing ? 'closing' : 'refused']!++;
        // An address may hold a secret, so only its host is told.
        log.error('an alert could not be delivered', { host: new URL(notice.webhook).host, message_id: notice.id, reason });
        return;
      }
      await wait(backoffMs(tries, retryAfterMs, random()), this.#giveUp.signal);
    }
  }

  async #post({ id, webhook, secret, body }: Notice) {
    const timestamp = Math.floor(this.#means.now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'user-agent': this.#means.userAgent,
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      ...(secret !== undefined && { 'webhook-signature': signature({ id, timestamp, body }, secret) }),
    };
    try {
      const { status, retryAfterMs } = await this.#posterFor(webhook).post({ headers, body: Buffer.from(body) });
      return { status, retryAfterMs, reason: `status ${status}` };
    } catch (error) {
      return { status: 503, retryAfterMs: undefined, reason: (error as Error).message };
    }
  }

  #posterFor(webhook: string): Poster {
    const known = this.#posters.get(webhook);
    if (known) return known;
    const poster = createPoster({ url: webhook, timeoutMs: TIMEOUT_MS });
    this.#posters.set(webhook, poster);
    return poster;
  }
}
