/**
 * For a provider with a language of its own: chat calls read and checked, whole replies and streams written so that they cannot be out of order.
 *
 * @module
 */

export type {
  AssistantTurn,
  AudioPart,
  ChatCall,
  Effort,
  FilePart,
  Format,
  FunctionTool,
  ImagePart,
  Part,
  ProviderTool,
  SystemTurn,
  TextPart,
  Thinking,
  Tool,
  ToolCall,
  ToolTurn,
  Turn,
  UserTurn,
} from './call.ts';
export { ChoiceChunks } from './choice-chunks.ts';
export { ChatChunks } from './chunks.ts';
export { badRequest, booleanAt, cannot, isJson, jsonIn, listAt, listIn, numberAt, objectAt, stringAt, textIn } from './members.ts';
export { readChatCall } from './read-call.ts';
export { budgetFor, readThinking } from './read-thinking.ts';
export { callOf, chatReply, type CallSaid, type FinishReason, type Reply, type Said } from './reply.ts';
export { sourceOf, urlOf, type Source } from './source.ts';
export { countsTold, usageTold } from './told-usage.ts';
export { toolNames, type NameRule, type ToolNames } from './tool-names.ts';
export { compact, countIn, sumOf, usageOf, type Counts } from './usage.ts';
