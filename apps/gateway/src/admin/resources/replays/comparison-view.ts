import type { Both, ComparisonView, Difference } from '@sluice/contract';
import Joi from 'joi';
import type { Comparison } from '../../../comparison/comparison.ts';
import { cents } from '../logs/cents.ts';

/** A comparison as the wire has it: money in cents. */
export const comparisonView = ({ status, cost, ms, firstTokenMs, sameText, sameTools, fits }: Comparison): ComparisonView => ({
  status,
  cost: difference({ original: cents(cost.original ?? undefined), other: cents(cost.other ?? undefined) }),
  latency: { ...ms, difference: lessDust(ms.other - ms.original) },
  first_token: difference(firstTokenMs),
  text_equal: sameText,
  tool_calls_equal: sameTools,
  schema_valid: fits,
});

const difference = ({ original, other }: Both<number | null>): Difference => ({
  original,
  other,
  difference: original === null || other === null ? null : lessDust(other - original),
});

/** Without what binary fractions leave of a subtraction. */
export const lessDust = (value: number): number => Number(value.toPrecision(12));

const NUMBER = Joi.number().required();
const MAYBE = Joi.number().allow(null).required();
const FLAG = Joi.boolean().allow(null).required();

/** What is shown of it. */
export const COMPARISON = Joi.object({
  status: Joi.object({ original: NUMBER, other: NUMBER }).required(),
  cost: Joi.object({ original: MAYBE, other: MAYBE, difference: MAYBE }).required().description('US cents; null where nobody knows'),
  latency: Joi.object({ original: NUMBER, other: NUMBER, difference: NUMBER }).required().description('Milliseconds'),
  first_token: Joi.object({ original: MAYBE, other: MAYBE, difference: MAYBE }).required().description('Milliseconds, of streams'),
  text_equal: FLAG.description('Null where that cannot be known'),
  tool_calls_equal: FLAG.description('Names and arguments, in whatever order; null where neither calls a tool'),
  schema_valid: Joi.object({ original: FLAG, other: FLAG }).required().description('Null where the request wants no JSON'),
}).required();
