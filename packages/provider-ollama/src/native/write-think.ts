import type { Thinking } from '@sluice/provider-sdk/chat';
import { effortForBudget } from '@sluice/provider-sdk/openai';

const EFFORTS: Readonly<Record<string, string>> = { minimal: 'low', xhigh: 'high', max: 'high' };

/**
 * How to ask a model to think. Most know only yes and no. The gpt-oss models know three efforts and pass over yes and
 * no; they cannot stop thinking, and think least when told `low`. Source: Ollama, docs on thinking, 2026.
 */
export function writeThink(thinking: Thinking | undefined, model: string | undefined): boolean | string | undefined {
  if (!thinking) return undefined;
  if (model?.includes('gpt-oss') !== true) return thinking.on;
  if (!thinking.on) return 'low';
  const { effort, budgetTokens } = thinking;
  return effort === undefined ? effortForBudget(budgetTokens) : (EFFORTS[effort] ?? effort);
}
