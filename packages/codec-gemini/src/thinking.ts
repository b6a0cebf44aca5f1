import type { Json } from '@sluice/provider-sdk';
import type { ChatCall, Effort, Thinking } from '@sluice/provider-sdk/chat';
import { effortForBudget } from '@sluice/provider-sdk/openai';
import type { Generation } from './generation.ts';

type On = Extract<Thinking, { on: true }>;

/** Google's own table for `reasoning_effort` (ai.google.dev, OpenAI compatibility, 2026-08); above `high` is the most a model takes. */
const BUDGETS: Readonly<Record<Effort, number>> = {
  minimal: 1024,
  low: 1024,
  medium: 8192,
  high: 24_576,
  xhigh: 32_768,
  max: 32_768,
};

/** `thinkingConfig`; undefined where nothing is to be said. */
export function thinkingConfig(thinking: ChatCall['thinking'], generation: Generation, model: string): Json | undefined {
  if (!thinking || generation.thinks === 'never') return undefined;
  if (!thinking.on) return off(generation, model);
  const amount = generation.thinks === 'level' ? level(thinking, model) : { thinkingBudget: budget(thinking, model) };
  return { includeThoughts: thinking.display !== 'omitted', ...amount };
}

/** Not every model can be kept from thinking; those think as little as they can. */
const off = ({ thinks }: Generation, model: string): Json =>
  thinks === 'level' ? { thinkingLevel: least(model) } : { thinkingBudget: isPro(model) ? range(model).least : 0 };

const isPro = (model: string) => /-pro\b/i.test(model);

const least = (model: string) => (isPro(model) ? 'LOW' : 'MINIMAL');

/** Source: ai.google.dev, thinking, table of budgets, 2026-08. */
function range(model: string): { readonly least: number; readonly most: number } {
  if (isPro(model)) return { least: 128, most: 32_768 };
  return { least: /lite/i.test(model) ? 512 : 1, most: 24_576 };
}

function budget({ budgetTokens, effort }: On, model: string): number {
  const wanted = budgetTokens ?? (effort === undefined ? undefined : BUDGETS[effort]);
  // The model's own measure.
  if (wanted === undefined || wanted === -1) return -1;
  if (wanted === 0 && !isPro(model)) return 0;
  const { least: low, most } = range(model);
  return Math.max(low, Math.min(Math.round(wanted), most));
}

/** A level and a budget together are refused; a model that takes levels is given one for a budget too. */
function level({ effort, budgetTokens }: On, model: string): Json | undefined {
  const wanted = effort ?? (budgetTokens === undefined || budgetTokens === -1 ? undefined : effortForBudget(budgetTokens));
  switch (wanted) {
    case undefined:
      return undefined;
    case 'minimal':
      return { thinkingLevel: least(model) };
    case 'low':
      return { thinkingLevel: 'LOW' };
    case 'medium':
      // The first of the third generation knows two levels alone (ai.google.dev, OpenAI compatibility, 2026-08).
      return { thinkingLevel: /gemini-3-pro/i.test(model) ? 'HIGH' : 'MEDIUM' };
    default:
      return { thinkingLevel: 'HIGH' };
  }
}
