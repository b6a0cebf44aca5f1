import type { Json } from '@sluice/provider-sdk';
import { cannot, type ChatCall, type ToolNames } from '@sluice/provider-sdk/chat';
import type { Claude } from '../claude.ts';

export interface Choice {
  readonly member: Json | undefined;
  /** Whether a tool must be called, which no model does while it thinks by a budget. */
  readonly forced: boolean;
}

interface Asked {
  readonly claude: Claude;
  readonly names: ToolNames;
  readonly formTool: string | undefined;
}

/** `tool_choice`; with a tool that stands for the answer's form (see `formatOf`), that one or any. */
export function choiceOf(call: ChatCall, { claude, names, formTool }: Asked): Choice {
  const { toolChoice, parallelToolCalls } = call;
  const alone = parallelToolCalls === false ? { disable_parallel_tool_use: true } : {};
  if (formTool !== undefined) {
    const only = call.tools.length === 0 || toolChoice === 'none';
    return { member: only ? { type: 'tool', name: formTool } : { type: 'any', ...alone }, forced: true };
  }
  if (call.tools.length === 0) return { member: undefined, forced: false };
  if (toolChoice === 'none') return { member: { type: 'none' }, forced: false };
  const forced = toolChoice === 'required' || typeof toolChoice === 'object';
  if (forced && !claude.forcedTools) throw cannot('tool_choice', 'this model cannot be forced to call a tool; ask for auto');
  if (typeof toolChoice === 'object') return { member: { type: 'tool', name: names.sent(toolChoice.name), ...alone }, forced };
  if (toolChoice === 'required') return { member: { type: 'any', ...alone }, forced };
  const said = toolChoice === 'auto' || parallelToolCalls === false;
  return { member: said ? { type: 'auto', ...alone } : undefined, forced };
}
