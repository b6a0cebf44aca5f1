/**
 * For a provider that speaks OpenAI's language, or nearly: its operations, its faults, and what is commonly changed in a body.
 *
 * @module
 */

export {
  asMaxTokens,
  changeMessages,
  developerAsSystem,
  oneAnswerOnly,
  reasoningAs,
  renameEfforts,
  THREE_EFFORTS,
  thinkingAsEffort,
  withoutExtras,
  withoutCacheMarks,
  type MessageChange,
} from './chat-body.ts';
export { effortForBudget } from './effort.ts';
export { extrasLeftOut } from './extras-left-out.ts';
export { readOpenAIFault } from './fault.ts';
export { looseFaultReader, readLooseFault } from './loose-fault.ts';
export { schemaAsInstruction } from './schema-as-instruction.ts';
export { openAIOperations } from './operations.ts';
