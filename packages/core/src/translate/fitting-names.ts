import type { Json } from '@sluice/provider-sdk';
import { toolNames, type NameRule } from '@sluice/provider-sdk/chat';

/** What OpenAI takes for a tool's name, and those who speak like it. Other doors know longer ones, and dots. Source: OpenAI API reference, functions, 2026-08. */
const RULE: NameRule = { letter: /[A-Za-z0-9_-]/, longest: 64 };

/** A chat call whose tools have names that its provider takes, and the way back from what the provider says. */
export interface Fitting {
  readonly call: Json;
  /** A reply or a chunk with the caller's own names in it. */
  readonly restore: (said: Json) => Json;
}

const same = <T>(value: T): T => value;

export function fittingNames(call: Json): Fitting {
  const { sent, given } = toolNames(call, RULE);
  const before = { messages: listOf(call['messages']), tools: listOf(call['tools']) };
  const messages = before.messages.map((message) => withCalls(message, sent));
  const tools = before.tools.map((tool) => named(tool, sent));
  const isSame = (list: readonly Json[], other: readonly Json[]) => list.every((each, index) => each === other[index]);
  if (isSame(messages, before.messages) && isSame(tools, before.tools)) return { call, restore: same };
  const choice = call['tool_choice'];
  return {
    call: { ...call, messages, ...(tools.length > 0 && { tools }), ...(isJson(choice) && { tool_choice: named(choice, sent) }) },
    restore: (said) => ({ ...said, choices: listOf(said['choices']).map((each) => inChoice(each, given)) }),
  };
}

function inChoice(choice: Json, given: (name: string) => string): Json {
  const { message, delta } = choice;
  if (isJson(message)) return { ...choice, message: withCalls(message, given) };
  return isJson(delta) ? { ...choice, delta: withCalls(delta, given) } : choice;
}

function withCalls(message: Json, rename: (name: string) => string): Json {
  const calls = listOf(message['tool_calls']);
  const renamed = calls.map((call) => named(call, rename));
  return renamed.some((call, index) => call !== calls[index]) ? { ...message, tool_calls: renamed } : message;
}

/** Anything with a `function` in it: a tool, a call, a choice of one. */
function named(item: Json, rename: (name: string) => string): Json {
  const described = item['function'];
  if (!isJson(described) || typeof described['name'] !== 'string') return item;
  const name = rename(described['name']);
  return name === described['name'] ? item : { ...item, function: { ...described, name } };
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
