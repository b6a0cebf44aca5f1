import type { Json } from '@sluice/provider-sdk';
import { budgetFor, type ChatCall, type Effort } from '@sluice/provider-sdk/chat';
import { effortForBudget } from '@sluice/provider-sdk/openai';
import type { Family } from './family.ts';

/** What a wish to think comes to, and what it leaves of the call's other measures. */
export interface ThinkingWritten {
  readonly fields: Json;
  readonly maxTokens: number | undefined;
  /** Temperature, top_p and top_k are refused beside it. */
  readonly noSampling: boolean;
}

type On = NonNullable<ChatCall['thinking']> & { readonly on: true };

/** Taken as the length of an answer where nobody says how long it may be. Chosen by us, 2026-11. */
const USUAL_TOKENS = 16_000;

/** The least that Claude thinks. Source: Anthropic's docs, "Extended thinking", 2026-08. */
const LEAST_BUDGET = 1024;

export function writeThinking(call: ChatCall, family: Family): ThinkingWritten {
  const { thinking, maxTokens } = call;
  // Claude after Opus 4.6 takes no sampling at all.
  const as = (fields: Json, noSampling = false): ThinkingWritten => ({
    fields,
    maxTokens,
    noSampling: noSampling || (family.name === 'claude' && family.version > 4.6),
  });
  if (!thinking) return as({});
  if (family.name === 'claude' || (family.name === 'unknown' && thinking.on)) return claude(call, thinking, family, as);
  if (family.name === 'nova' && family.version >= 2) {
    const reasoningConfig = novaThinking(thinking, maxTokens);
    return as({ reasoningConfig }, reasoningConfig['maxReasoningEffort'] === 'high');
  }
  // gpt-oss thinks always, at one of three efforts; OpenAI's others have an object for it.
  if (family.name === 'gpt-oss') return as({ reasoning_effort: thinking.on ? threeEfforts(effortOf(thinking)) : 'low' });
  if (family.name === 'openai') return as({ reasoning: { effort: thinking.on ? effortOf(thinking) : 'none' } });
  return as({});
}

function claude(
  call: ChatCall,
  thinking: NonNullable<ChatCall['thinking']>,
  family: Family,
  as: (fields: Json, noSampling?: boolean) => ThinkingWritten,
) {
  if (family.name === 'claude' && family.version < 3.7) return as({});
  if (!thinking.on) return as(family.version >= 4.6 ? { thinking: { type: 'disabled' } } : {});
  const display = thinking.display === undefined ? {} : { display: thinking.display };
  const adapts = family.version >= 4.6 && (thinking.budgetTokens === undefined || family.version > 4.6);
  if (adapts || thinking.adaptive) {
    const asked = thinking.effort !== undefined || thinking.budgetTokens !== undefined;
    const effort = asked && { output_config: { effort: claudeEffort(effortOf(thinking), family) } };
    return as({ thinking: { type: 'adaptive', ...display }, ...effort }, true);
  }
  // Claude refuses to think on where it called a tool without the thinking that went before (Anthropic's docs, 2026-08).
  if (callsUnthought(call)) return as({});
  const budget = thinking.budgetTokens ?? budgetFor(thinking, call.maxTokens ?? USUAL_TOKENS, LEAST_BUDGET);
  const written = as({ thinking: { type: 'enabled', budget_tokens: budget, ...display } }, true);
  // What may come out holds the thinking, and must be more than it.
  const tooShort = thinking.budgetTokens === undefined && call.maxTokens !== undefined && call.maxTokens <= budget;
  return tooShort ? { ...written, maxTokens: call.maxTokens + budget } : written;
}

function callsUnthought({ turns }: ChatCall): boolean {
  const last = turns.findLast(({ role }) => role === 'assistant' || role === 'user');
  if (last?.role !== 'assistant' || last.calls.length === 0) return false;
  return !last.blocks.some(({ type, signature }) => type === 'redacted_thinking' || (type === 'thinking' && typeof signature === 'string'));
}

const effortOf = ({ effort, budgetTokens }: On): Effort => effort ?? (effortForBudget(budgetTokens) as Effort);

/** `xhigh` came after Claude 4.6. Source: Anthropic's docs, "Effort", 2026-08. */
const claudeEffort = (effort: Effort, { version }: Family): Effort =>
  effort === 'minimal' ? 'low' : effort === 'xhigh' && version <= 4.6 ? 'high' : effort;

/**
 * Nova 2 knows three efforts, and beside the highest takes neither sampling nor a bound on what comes out: with a bound the highest is `medium`.
 * Source: Amazon Nova 2 user guide, "Extended thinking", read 2026-11.
 */
function novaThinking(thinking: NonNullable<ChatCall['thinking']>, maxTokens: number | undefined): Json {
  if (!thinking.on) return { type: 'disabled' };
  const effort = threeEfforts(effortOf(thinking));
  return { type: 'enabled', maxReasoningEffort: effort === 'high' && maxTokens !== undefined ? 'medium' : effort };
}

const threeEfforts = (effort: Effort) => (effort === 'minimal' ? 'low' : effort === 'xhigh' || effort === 'max' ? 'high' : effort);
