import type { JsonText, RateLimit, UsageLimit } from '@sluice/store';
import Joi from 'joi';

const LEAST_TOKENS = 100;

function enoughTokens(value: number, { state, message }: Joi.CustomHelpers): unknown {
  const [{ type } = {}] = state.ancestors as readonly { readonly type?: unknown }[];
  if (type !== 'tokens' || (Number.isInteger(value) && value >= LEAST_TOKENS)) return value;
  return message({ custom: `{{#label}} of tokens must be a whole number, at least ${LEAST_TOKENS}` });
}

const usageLimit = Joi.object({
  type: Joi.string().valid('cost', 'tokens').default('cost').description('US dollars, or tokens'),
  credit_limit: Joi.number().min(1).required().custom(enoughTokens).description('At least one dollar, or a hundred whole tokens'),
  alert_threshold: Joi.number().min(0).allow(null),
  periodic_reset: Joi.string().valid('weekly', 'monthly').allow(null).description('Sundays, or the first of the month, at 00:00 UTC'),
  periodic_reset_days: Joi.number().integer().min(1).max(365).allow(null),
  next_usage_reset_at: Joi.string().isoDate().allow(null),
});

const rateLimit = Joi.object({
  type: Joi.string().valid('requests', 'tokens').required(),
  unit: Joi.string().valid('rps', 'rpm', 'rph', 'rpd', 'rpw').required(),
  value: Joi.number().integer().min(1).required(),
});

/** A budget as people send it: one, alone or in a list; null is none. Wire spec §16.2. */
export const USAGE_LIMITS = Joi.array().items(usageLimit).max(1).single().empty(Joi.object({})).allow(null);

/** Rates as people send them: one, or a list; null is none. Wire spec §16.3. */
export const RATE_LIMITS = Joi.array()
  .items(rateLimit)
  .unique((one: RateLimit, other: RateLimit) => one.type === other.type && one.unit === other.unit)
  .single()
  .empty(Joi.object({}))
  .allow(null);

/** What `USAGE_LIMITS` or `RATE_LIMITS` let through, as it is kept. */
export const keptLimits = <T extends UsageLimit | RateLimit>(given: readonly T[] | null | undefined): JsonText<readonly T[]> =>
  JSON.stringify(given ?? []);

/** A budget as it is shown: one of Portkey's clients cannot read a list here. */
export const shownUsageLimit = (kept: JsonText<readonly UsageLimit[]>): UsageLimit | null =>
  (JSON.parse(kept) as readonly UsageLimit[])[0] ?? null;

/** Rates as they are shown. */
export const shownRateLimits = (kept: JsonText<readonly RateLimit[]>): readonly RateLimit[] => JSON.parse(kept) as readonly RateLimit[];

/** How limits stand in replies. */
export const SHOWN_LIMITS = {
  usage_limits: usageLimit.allow(null).required(),
  rate_limits: Joi.array().items(rateLimit).required(),
} as const;
