// oxlint-disable unicorn/no-thenable -- `then` is a word of joi's
import Joi from 'joi';
import { DURATION, durationMs } from '../alerts/duration.ts';
import { slug } from './words.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A length of time such as `5m`. */
const duration = (days: number) =>
  Joi.string()
    .pattern(DURATION, 'a length of time such as 30s, 5m, 1h, 7d')
    .custom((text: string, { message }: Joi.CustomHelpers): unknown => {
      const ms = durationMs(text);
      return ms >= 1_000 && ms <= days * DAY_MS ? text : message({ custom: `{{#label}} must be from 1s to ${days}d` });
    });

const names = Joi.array().items(Joi.string().min(1)).min(1).single();

const OF_CALLS = Joi.object({ provider: names, model: names, virtual_key: names, workspace: names });
const OF_CIRCUITS = Joi.object({ config: names, model: names });

/** A share or a length of time of few requests says nothing. */
const min_requests = Joi.number().integer().min(1);

/** What each kind of alert has of its own. */
const OWN = {
  error_rate: { threshold: Joi.number().greater(0).max(1).required(), window: duration(1), min_requests, filters: OF_CALLS },
  latency_p95: { threshold: Joi.number().greater(0).required(), window: duration(1), min_requests, filters: OF_CALLS },
  spend: { threshold: Joi.number().greater(0).required(), window: duration(31).required(), filters: OF_CALLS },
  breaker_open: { threshold: Joi.number().integer().min(1), filters: OF_CIRCUITS },
} as const;

/** What is watched, from where on, and who is told. */
export const alert = Joi.object({
  name: slug.required(),
  when: Joi.string()
    .valid(...Object.keys(OWN))
    .required(),
  webhook: Joi.string()
    .uri({ scheme: ['http', 'https'] })
    .required(),
  secret: Joi.string().min(16),
  repeat_after: duration(31),
}).when('.when', { switch: Object.entries(OWN).map(([when, own]) => ({ is: Joi.valid(when).required(), then: Joi.object(own) })) });
