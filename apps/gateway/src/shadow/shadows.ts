import { Account, Departure, newSpanId, type Explainer, type House } from '@sluice/core';
import { isFaultError } from '@sluice/provider-sdk';
import type { Prices } from '../cost/price-of.ts';
import { compare } from '../comparison/compare.ts';
import type { ComparedStep } from '../comparison/compared-step.ts';
import { sideOfRecord, valueOf } from '../comparison/sides.ts';
import type { PriceRecord } from '../log/price-record.ts';
import type { RequestRecord } from '../log/request-record.ts';
import { explainThrough } from '../replay/explain-through.ts';
import { sendAgain, type Again, type SendMeans } from '../replay/send-again.ts';
import type { Copied, Copies } from './copies.ts';
import { shadowHeaders } from './shadow-headers.ts';
import { shadowPrice } from './shadow-price.ts';
import type { Reserved, ShadowSpending } from './shadow-spending.ts';

export interface ShadowMeans extends SendMeans {
  readonly house: House;
  readonly explain: Explainer;
  readonly prices: Prices;
  readonly price: PriceRecord;
  readonly spending: Pick<ShadowSpending, 'reserve'>;
  /** Whether what comes of it is written down: without that nobody knows what was spent. */
  readonly isKept: boolean;
  /** Takes the record of a copy. */
  readonly take: (record: RequestRecord) => void;
}

/** Why a request was not copied although its share was drawn. */
export type NotCopied = 'behind' | 'cap' | 'unpriced' | 'unknown_spend' | 'logs_off' | 'stopped';

/** Copies under way at a time, whatever they wait for. */
const MOST_AT_ONCE = 8;

/** Requests that wait to be copied, and bytes that they hold: what is beyond is let go, for a copy that comes late says little. */
const MOST_WAITING = 100;
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** Until a copy is given up. */
const LONGEST_MS = 10 * 60_000;

/** Asks elsewhere what was asked here, off the way of those who ask: bounded, counted, and within what it may cost. */
export class Shadows implements Copies {
  readonly #means: ShadowMeans;
  readonly #waiting: Copied[] = [];
  #waitingBytes = 0;
  readonly #running = new Set<Departure>();
  #settled: (() => void)[] = [];
  #stopped = false;
  readonly #notCopied: Record<NotCopied, number> = { behind: 0, cap: 0, unpriced: 0, unknown_spend: 0, logs_off: 0, stopped: 0 };
  #copied = 0;

  constructor(means: ShadowMeans) {
    this.#means = means;
  }

  get counts() {
    return { copied: this.#copied, running: this.#running.size, waiting: this.#waiting.length, notCopied: { ...this.#notCopied } };
  }

  readonly draws: Copies['draws'] = ({ share }) => share > 0 && this.#means.house.pace.random() < share;

  readonly copy: Copies['copy'] = (copied) => {
    if (!this.#means.isKept) return this.#leave('logs_off');
    if (this.#stopped) return this.#leave('stopped');
    const bytes = bytesOf(copied);
    if (this.#waiting.length >= MOST_WAITING || this.#waitingBytes + bytes > MOST_WAITING_BYTES) return this.#leave('behind');
    this.#waiting.push(copied);
    this.#waitingBytes += bytes;
    // The caller's socket has the answer, and whoever else has work to do goes first.
    setImmediate(() => this.#next());
  };

  /** Begins no more, and gives those under way so long. */
  async stop(limitMs: number): Promise<void> {
    this.#stopped = true;
    for (const _ of this.#waiting.splice(0)) this.#leave('stopped');
    this.#waitingBytes = 0;
    if (this.#running.size === 0) return;
    const over = new Promise<void>((resolve) => this.#settled.push(resolve));
    const timer = setTimeout(() => {
      for (const departure of this.#running) departure.leave();
    }, limitMs);
    await over;
    clearTimeout(timer);
  }

  #leave(why: NotCopied): undefined {
    this.#notCopied[why]++;
  }

  #next(): void {
    if (this.#running.size >= MOST_AT_ONCE) return;
    const copied = this.#waiting.shift();
    if (!copied) return;
    this.#waitingBytes -= bytesOf(copied);
    const departure = new Departure();
    this.#running.add(departure);
    this.#send(copied, departure)
      .catch(this.#means.onBug)
      .finally(() => {
        this.#running.delete(departure);
        if (this.#running.size === 0) for (const resolve of this.#settled.splice(0)) resolve();
        this.#next();
      });
  }

  async #send(copied: Copied, departure: Departure): Promise<void> {
    const { shadow, record: original, caller } = copied;
    const again = againOf(copied);
    if (!again) return;
    const reserved = await this.#reserve(copied, again, departure);
    if (reserved === undefined) return;
    const timer = setTimeout(() => departure.leave(), LONGEST_MS);
    const { record, account, response } = await sendAgain(again, departure, this.#means).finally(() => clearTimeout(timer));
    this.#copied++;
    const { price } = this.#means;
    const other = sideOfRecord(record, account, response, price);
    reserved.settle(other.cost);
    const comparison = await compare({
      request: valueOf(again.document.bytes.toString()),
      dialect: record.dialect,
      original: sideOfRecord(original, original.account ?? account, copied.response, price),
      other,
    });
    const { share, cap = null } = shadow;
    const compared: ComparedStep = { kind: 'compared', with: original.id, share, cap, ...comparison };
    this.#means.take({ ...record, key: caller.key, experiment: shadow.name, variant: 'shadow', compared });
  }

  /** Sees that a copy may be paid for. @returns Undefined where it may not. */
  async #reserve({ shadow: { name, cap }, caller }: Copied, again: Again, departure: Departure): Promise<Reserved | undefined> {
    if (!cap) return FREE;
    const estimate = await this.#estimate(again, departure);
    if (estimate === undefined) return this.#leave('unpriced');
    try {
      const reserved = await this.#means.spending.reserve({ name, workspace: caller.key?.workspace }, cap, estimate);
      if (!reserved) this.#leave('cap');
      return reserved;
    } catch {
      // The log's database does not answer, which is said elsewhere; here it means that nobody knows what is left.
      return this.#leave('unknown_spend');
    }
  }

  /** US dollars; undefined for what has no price. */
  async #estimate({ place, headers, document, caller, method, goesBy }: Again, departure: Departure): Promise<number | undefined> {
    const { house, explain, prices } = this.#means;
    const account = new Account(performance.now());
    const { door, path, query } = place;
    const body = { kind: 'json', document } as const;
    const incoming = { id: 'estimate', door, method, path, query, headers, body, departure, account, goesBy };
    try {
      return shadowPrice(await explainThrough({ place, incoming, caller, note() {} }, explain, house), prices);
    } catch (error) {
      // Whatever is wrong with it, it will be refused before anybody is paid, and its record says why.
      if (isFaultError(error)) return 0;
      throw error;
    }
  }
}

const FREE: Reserved = { settle() {} };

const bytesOf = ({ incoming: { body }, response }: Copied): number =>
  (body.kind === 'json' ? body.document.bytes.length : 0) + (response?.kept ?? 0);

/** The same for somebody else: in the same trace, below the request that it copies. */
function againOf({ shadow, place, incoming, caller, trace, record }: Copied): Again | undefined {
  if (incoming.body.kind !== 'json') return undefined;
  return {
    place,
    method: incoming.method,
    url: record.path,
    headers: shadowHeaders(incoming.headers),
    document: incoming.body.document.fresh(),
    caller: { key: caller.key, credential: undefined, secrets: caller.secrets },
    trace: { ...trace, span: newSpanId(), parentSpan: trace.span },
    source: 'shadow',
    goesBy: shadow.config,
  };
}
