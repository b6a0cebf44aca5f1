import type { Json } from '@sluice/provider-sdk';
import { badRequest, booleanAt, compact, listIn, numberAt, objectAt, stringAt } from '@sluice/provider-sdk/chat';
import { chatTools } from '../tools/chat-tools.ts';
import { offeredTools } from '../tools/offered-tools.ts';
import { toolChoice } from '../tools/tool-choice.ts';
import { readInput } from './read-input.ts';
import { readFormat } from './read-format.ts';
import { refuseWhatNeedsKeeping } from './refuse-kept.ts';

/** Members that chat has not, or has in another form. All others mean the same there, or are the provider's own, and go on. */
const NOT_CHAT: ReadonlySet<string> = new Set([
  'input',
  'instructions',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_output_tokens',
  'max_tool_calls',
  'text',
  'reasoning',
  'top_logprobs',
  'include',
  'truncation',
  'context_management',
  'store',
  'background',
  'previous_response_id',
  'conversation',
  'prompt',
  'moderation',
  'stream_options',
  // Codex's note to its own service.
  'client_metadata',
]);

/** The request as a chat call. */
export function readRequest(call: Json): Json {
  refuseWhatNeedsKeeping(call);
  const offered = offeredTools(call);
  const { choice, tools } = toolChoice(call, offered);
  const text = objectAt(call, 'text') ?? {};
  const instructions = stringAt(call, 'instructions');
  const messages = readInput(call, offered);
  if (messages.length === 0) throw badRequest('input', 'must be a text or a list of items');
  return {
    ...Object.fromEntries(Object.entries(call).filter(([name, value]) => !NOT_CHAT.has(name) && value !== null)),
    messages: instructions ? [{ role: 'system', content: instructions }, ...messages] : messages,
    // Providers refuse a choice among no tools.
    ...(tools.length > 0 && {
      tools: chatTools(tools),
      ...compact({ tool_choice: choice, parallel_tool_calls: booleanAt(call, 'parallel_tool_calls') }),
    }),
    ...compact({
      max_completion_tokens: numberAt(call, 'max_output_tokens'),
      response_format: readFormat(text),
      verbosity: stringAt(text, 'verbosity', 'text.verbosity'),
      reasoning_effort: stringAt(objectAt(call, 'reasoning') ?? {}, 'effort', 'reasoning.effort'),
    }),
    ...readLogprobs(call),
  };
}

/** Asked for by a number, or by `include`. */
function readLogprobs(call: Json): Json {
  const most = numberAt(call, 'top_logprobs') ?? 0;
  if (most === 0 && !listIn(call['include']).includes('message.output_text.logprobs')) return {};
  return { logprobs: true, ...(most > 0 && { top_logprobs: most }) };
}
