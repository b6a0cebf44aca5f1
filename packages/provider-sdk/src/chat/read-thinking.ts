import type { Json } from '../codec.ts';
import type { Effort, Thinking } from './call.ts';
import { badRequest, isJson, stringAt } from './members.ts';

const EFFORTS: ReadonlySet<string> = new Set<Effort>(['minimal', 'low', 'medium', 'high', 'xhigh', 'max']);

/**
 * Thinking as a call asks for it: OpenAI's `reasoning_effort`, the Messages API's `thinking`, or `reasoning` with
 * `effort` or `max_tokens` in it. Where both are there the budget is `thinking`'s and the effort is the other's.
 */
export function readThinking(call: Json): Thinking | undefined {
  const effort = readEffort(call);
  const thinking = call['thinking'];
  if (thinking === undefined || thinking === null) return effort;
  if (!isJson(thinking)) throw badRequest('thinking', 'must be an object with a "type"');
  const { type, budget_tokens: budget, display } = thinking;
  if (type === 'disabled') return { on: false };
  if (type !== 'enabled' && type !== 'adaptive') throw badRequest('thinking.type', 'must be enabled, adaptive or disabled');
  if (budget !== undefined && budget !== null && typeof budget !== 'number') throw badRequest('thinking.budget_tokens', 'must be a number');
  return {
    on: true,
    effort: effort?.on ? effort.effort : undefined,
    budgetTokens: budget ?? undefined,
    adaptive: type === 'adaptive',
    display: typeof display === 'string' ? display : undefined,
  };
}

function readEffort(call: Json): Thinking | undefined {
  const reasoning = isJson(call['reasoning']) ? call['reasoning'] : {};
  const effort = stringAt(call, 'reasoning_effort') ?? stringAt(reasoning, 'effort', 'reasoning.effort');
  const budget = reasoning['max_tokens'];
  if (effort === 'none' || reasoning['enabled'] === false) return { on: false };
  const budgetTokens = typeof budget === 'number' ? budget : undefined;
  if (effort === undefined) return budgetTokens === undefined && reasoning['enabled'] !== true ? undefined : on(undefined, budgetTokens);
  // `default` is Groq's and `auto` LM Studio's word for the model's own measure.
  if (effort === 'default' || effort === 'auto') return on(undefined, budgetTokens);
  if (!EFFORTS.has(effort)) throw badRequest('reasoning_effort', `must be one of none, ${[...EFFORTS].join(', ')}`);
  return on(effort as Effort, budgetTokens);
}

const on = (effort: Effort | undefined, budgetTokens: number | undefined): Thinking => ({
  on: true,
  effort,
  budgetTokens,
  adaptive: false,
  display: undefined,
});

/** Of the tokens that may come out, the share that an effort may think. Chosen by us, 2026-11; the ratios are those that OpenRouter documents. */
const SHARES: Readonly<Record<Effort, number>> = { minimal: 0.1, low: 0.2, medium: 0.5, high: 0.8, xhigh: 0.95, max: 0.95 };

/** A thinking budget, in tokens, for an effort, within `least` and `most`. */
export function budgetFor(thinking: Thinking & { readonly on: true }, maxTokens: number, least: number, most = maxTokens): number {
  const wanted = thinking.budgetTokens ?? Math.round(maxTokens * SHARES[thinking.effort ?? 'medium']);
  return Math.max(least, Math.min(wanted, most));
}
