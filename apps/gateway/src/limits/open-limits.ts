import type { House, Limits } from '@sluice/core';
import type { Store } from '@sluice/store';
import type { LiveConfig } from '../live-config.ts';
import type { Log } from '../log/logger.ts';
import type { Memory } from '../stored/memory.ts';
import { Layers } from './layers.ts';
import { Ledger } from './ledger.ts';
import { limitLines, type LimitFigures } from './limit-lines.ts';
import { Limiter } from './limiter.ts';
import { amountOf, nameOf } from './refusals.ts';
import { Unpriced } from './unpriced.ts';
import { ownerKey, type UsageKind } from './usage-id.ts';

/** How often the store is told what was used, and asked what others have. */
const EVERY_MS = 1000;

/** Rounds after which what is not needed is forgotten. */
const ROUNDS_TO_PRUNE = 60;

export interface LimitsMeans {
  readonly store: Pick<Store, 'db' | 'write'>;
  readonly memory: Memory;
  readonly live: Pick<LiveConfig, 'file'>;
  readonly log: Pick<Log, 'warn'>;
  readonly now: () => number;
}

/** All that keeps calls within their limits. */
export interface OpenLimits {
  /** The memory of what is stored, and with it of what was used: a thing that has changed may have been reset. */
  readonly memory: Pick<Memory, 'fill' | 'update'>;
  /** @param models Whose prices count. */
  port(models: Pick<House['models'], 'find'>): Limits;
  /** In Prometheus' text format. */
  lines(): string;
  /** Tells the store the last of it. */
  stop(): Promise<void>;
}

/** Counting begins with the first reading of what is stored. */
export function openLimits({ store, memory, live, log, now }: LimitsMeans): OpenLimits {
  const ledger = new Ledger(store);
  const refused = new Map<`${UsageKind} ${'budget' | 'rate'}`, number>();
  let alerts = 0;
  const contents = () => memory.contents;
  const layers = new Layers({
    contents,
    file: () => live.file,
    ledger,
    now,
    onAlert(kind, name, limit, used) {
      alerts++;
      log.warn('a budget has been used as far as its alert threshold', {
        what: nameOf(kind, name),
        used: amountOf(limit, used),
        alert_threshold: limit.alert_threshold,
        credit_limit: limit.credit_limit,
      });
    },
  });
  const unpriced = new Unpriced((provider, model) =>
    log.warn(
      'a call could not be counted in dollars, because nobody knows what it cost: say what the model costs, under models or /v1/admin/prices',
      {
        provider,
        model,
      },
    ),
  );
  const rounds = keepRounds(
    () => ledger.settle(),
    () => layers.prune(),
  );
  const figures = (): LimitFigures => ({ refused, alerts, unpriced: unpriced.all(), waiting: ledger.waiting });
  return {
    memory: {
      async fill() {
        await memory.fill();
        await ledger.load();
        rounds.begin();
      },
      async update(changes) {
        await memory.update(changes);
        await ledger.readAgain(changes.map(({ kind, id }) => ownerKey(kind, id)));
      },
    },
    port: (models) =>
      new Limiter({
        layers,
        contents,
        models,
        unpriced,
        now,
        onRefused: (kind, by) => void refused.set(`${kind} ${by}`, (refused.get(`${kind} ${by}`) ?? 0) + 1),
      }),
    lines: () => limitLines(figures()),
    async stop() {
      await rounds.stop();
      await ledger
        .settle()
        .catch((error: unknown) =>
          log.warn('what was used of budgets last could not be stored', { reason: error instanceof Error ? error.message : String(error) }),
        );
    },
  };
}

/** One round after another, never two at once. A store that is gone is said by whoever follows it; what it missed is told it later. */
function keepRounds(settle: () => Promise<void>, prune: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let count = 0;
  const wait = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = settle()
        .catch(() => {})
        .finally(wait);
      if (++count % ROUNDS_TO_PRUNE === 0) prune();
    }, EVERY_MS);
    timer.unref();
  };
  return {
    begin: () => {
      if (timer === undefined) wait();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
