import type { Json } from '@sluice/provider-sdk';
import { budgetFor, type ChatCall, type Effort, type Thinking } from '@sluice/provider-sdk/chat';
import { effortForBudget } from '@sluice/provider-sdk/openai';
import type { Claude } from '../claude.ts';

export interface Thought {
  readonly thinking: Json | undefined;
  readonly effort: string | undefined;
  readonly maxTokens: number;
  readonly on: boolean;
}

/** The least that may be asked for. Source: anthropic-sdk-typescript, 2026-08-19. */
const LEAST_BUDGET = 1024;

/** Thinking in the words of the model asked. */
export function thoughtOf(call: ChatCall, claude: Claude, forced: boolean, shown: boolean): Thought {
  const { thinking } = call;
  const maxTokens = call.maxTokens ?? claude.maxOutput;
  const none = { thinking: undefined, effort: undefined, maxTokens, on: false };
  if (!thinking || claude.thinking === 'none') return none;
  if (!thinking.on) return { ...none, ...off(claude) };
  // The call that is forced is what the caller cannot do without.
  if (forced) return none;
  const byBudget =
    claude.thinking === 'budget' || (claude.thinking === 'both' && thinking.budgetTokens !== undefined && !thinking.adaptive);
  if (!byBudget) return { ...none, ...adaptive(thinking, claude, shown), on: true };
  return hasUnthoughtCall(call) ? none : { ...none, ...budgeted(thinking, maxTokens, claude), on: true };
}

type On = Thinking & { readonly on: true };

function off({ thinkingOff }: Claude): Partial<Thought> {
  if (thinkingOff === 'silence') return {};
  return thinkingOff === 'low_effort' ? { effort: 'low' } : { thinking: { type: thinkingOff } };
}

function adaptive({ effort, budgetTokens, display }: On, claude: Claude, shown: boolean): Partial<Thought> {
  const wanted = effort ?? (budgetTokens === undefined ? undefined : (effortForBudget(budgetTokens) as Effort));
  // Who asks in OpenAI's words reads the thinking in `reasoning_content`; the newest models keep it back unless asked.
  const show = display ?? (shown && claude.thinking === 'adaptive' ? 'summarized' : undefined);
  return {
    thinking: { type: 'adaptive', ...(show !== undefined && { display: show }) },
    effort: wanted && nearest(wanted, claude.efforts),
  };
}

/** The strongest effort that the model knows and that is not above the one wanted. */
function nearest(wanted: Effort, efforts: readonly Effort[]): Effort | undefined {
  const order: readonly Effort[] = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'];
  const upTo = order.slice(0, order.indexOf(wanted) + 1);
  return upTo.findLast((effort) => efforts.includes(effort)) ?? efforts[0];
}

/** Thinking counts as output: the budget must leave room for an answer, and the room is made where there is none. */
function budgeted(thinking: On, maxTokens: number, claude: Claude): Partial<Thought> {
  const budget = budgetFor(thinking, maxTokens, LEAST_BUDGET, claude.maxOutput - LEAST_BUDGET);
  const room = budget < maxTokens ? maxTokens : Math.min(maxTokens + budget, Math.max(claude.maxOutput, budget + 1));
  const { display, effort } = thinking;
  return {
    thinking: { type: 'enabled', budget_tokens: budget, ...(display !== undefined && { display }) },
    // A model that takes both is asked for both where both are said.
    effort: thinking.budgetTokens === undefined ? undefined : effort && nearest(effort, claude.efforts),
    maxTokens: room,
  };
}

/**
 * Whether the tools' results that are to be answered belong to a call without signed thinking before it, as another
 * provider's: with a budget the API refuses to go on thinking there.
 */
function hasUnthoughtCall({ turns }: ChatCall): boolean {
  const at = turns.findLastIndex(({ role }) => role === 'assistant');
  const answer = turns[at];
  if (answer?.role !== 'assistant' || !turns.slice(at).some(({ role }) => role === 'tool')) return false;
  return answer.calls.length > 0 && !answer.blocks.some(isThinking);
}

const isThinking = (block: Json) => typeof block['signature'] === 'string' || block['type'] === 'redacted_thinking' || 'data' in block;
