import type { Json } from '@sluice/provider-sdk';
import { budgetFor, type ChatCall } from '@sluice/provider-sdk/chat';

/** What an effort is a share of where the call sets no limit. Chosen by us, 2026-11. */
const MOST_OUTPUT = 32_768;

/** Cohere is told a number of tokens, or nothing and finds its own measure. */
export function writeThinking({ thinking, maxTokens }: ChatCall): Json | undefined {
  if (!thinking) return undefined;
  if (!thinking.on) return { type: 'disabled' };
  const measured = thinking.budgetTokens !== undefined || thinking.effort !== undefined;
  return { type: 'enabled', ...(measured && { token_budget: budgetFor(thinking, maxTokens ?? MOST_OUTPUT, 1) }) };
}
