import type { RateLimit, UsageLimit } from '@sluice/store';
import { Bucket } from './bucket.ts';
import { Budget, type BudgetMeans } from './budget.ts';
import { usagePrefix, type UsageKind } from './usage-id.ts';

/** What a thing may use, and what it is called. */
export interface Limited {
  readonly kind: UsageKind;
  readonly id: string;
  /** For people: a name or a slug. */
  readonly name: string;
  readonly usageLimits: readonly UsageLimit[];
  readonly rateLimits: readonly RateLimit[];
}

/** A rate, and what is left of it. */
export interface Rate {
  readonly limit: RateLimit;
  readonly bucket: Bucket;
}

/** One of the things by which a call is limited: its key, its virtual key, its integration, its workspace. */
export interface Layer {
  readonly kind: UsageKind;
  readonly name: string;
  readonly budgets: readonly Budget[];
  readonly rates: readonly Rate[];
}

const SECOND_MS = 1000;

const WINDOWS_MS: Readonly<Record<RateLimit['unit'], number>> = {
  rps: SECOND_MS,
  rpm: 60 * SECOND_MS,
  rph: 3600 * SECOND_MS,
  rpd: 24 * 3600 * SECOND_MS,
  rpw: 7 * 24 * 3600 * SECOND_MS,
};

/** @param before The same layer until it was changed: what was taken of its rates stays taken. */
export function layerOf(
  { kind, id, name, usageLimits, rateLimits }: Limited,
  before: Layer | undefined,
  means: Omit<BudgetMeans, 'onAlert'> & { readonly onAlert: (kind: UsageKind, name: string, limit: UsageLimit, used: number) => void },
  nowMs: number,
): Layer {
  const onAlert: BudgetMeans['onAlert'] = (limit, used) => means.onAlert(kind, name, limit, used);
  const prefix = usagePrefix(kind, id);
  return {
    kind,
    name,
    budgets: usageLimits.map((limit) => new Budget(prefix, limit, { ledger: means.ledger, onAlert })),
    rates: rateLimits.map((limit) => {
      const same = before?.rates.find((each) => each.limit.type === limit.type && each.limit.unit === limit.unit);
      same?.bucket.resize(limit.value, nowMs);
      return { limit, bucket: same?.bucket ?? new Bucket(limit.value, WINDOWS_MS[limit.unit]) };
    }),
  };
}
