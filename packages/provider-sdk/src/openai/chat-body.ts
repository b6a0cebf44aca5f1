import { cannot } from '../chat/members.ts';
import type { JsonObject } from '../json/index.ts';
import { effortForBudget } from './effort.ts';

/** A change to one message of a chat request. */
export type MessageChange = (message: JsonObject) => void;

/** Applies changes to every message; all that a provider needs goes through here at once, since messages are walked only once. */
export function changeMessages(body: JsonObject, ...changes: readonly MessageChange[]): void {
  body.array('messages')?.eachObject((message) => {
    for (const change of changes) change(message);
  });
}

/** OpenAI's newer name for instructions, which nearly nobody else has. */
export const developerAsSystem: MessageChange = (message) => {
  if (message.text('role') === 'developer') message.set('role', 'system');
};

/** Takes off the marks by which other providers are told what to keep in their caches. */
export const withoutCacheMarks: MessageChange = (message) => {
  message.drop('cache_control');
  message.array('content')?.eachObject((part) => part.drop('cache_control'));
};

/** What chat's own language carries beyond OpenAI's, and where a word of it stands in a request. */
const EXTRAS = [
  '"cache_control"',
  '"content_blocks"',
  '"reasoning_content"',
  '"reasoning_details"',
  '"is_error"',
  'thought_signature',
] as const;

/**
 * Takes out what chat's own language carries beyond OpenAI's, which OpenAI itself answers with 400 ("Unknown parameter:
 * 'messages[0].content[0].cache_control'", quoted in public issues of 2025): a conversation that began elsewhere can go on.
 */
export function withoutExtras(body: JsonObject): void {
  if (!EXTRAS.some((word) => body.mentions(word))) return;
  changeMessages(body, withoutCacheMarks, withoutSignatures, (message) =>
    message.drop('content_blocks', 'reasoning_content', 'reasoning_details', 'is_error'),
  );
  body.array('tools')?.eachObject((tool) => tool.drop('cache_control'));
}

const withoutSignatures: MessageChange = (message) =>
  message.array('tool_calls')?.eachObject((call) => {
    call.drop('extra_content', 'thought_signature', 'cache_control');
    call.object('function')?.drop('thought_signature');
  });

/** An assistant's thinking, sent back under the name that the provider gives it. */
export const reasoningAs =
  (name: string): MessageChange =>
  (message) => {
    if (message.text('role') === 'assistant') message.rename('reasoning_content', name);
  };

/** OpenAI's newer name for the most tokens that may come out, by its older one, which everybody knows. */
export function asMaxTokens(body: JsonObject): void {
  if (typeof body.get('max_completion_tokens') === 'number') {
    body.drop('max_tokens');
    body.rename('max_completion_tokens', 'max_tokens');
  } else body.drop('max_completion_tokens');
}

/**
 * Anthropic's way to ask for thinking in OpenAI's word. An effort that is there already stands; `adaptive` leaves it
 * to the model.
 *
 * @param off The effort that means none at all, where there is one.
 */
export function thinkingAsEffort(body: JsonObject, off?: string): void {
  const thinking = body.object('thinking');
  if (!thinking) return;
  const type = thinking.text('type');
  if (type === 'enabled') body.setDefault('reasoning_effort', effortForBudget(thinking.get('budget_tokens')));
  if (type === 'disabled' && off !== undefined) body.setDefault('reasoning_effort', off);
  body.drop('thinking');
}

/** Efforts that the provider has no name for, by the nearest that it has. */
export function renameEfforts(body: JsonObject, names: Readonly<Record<string, string>>): void {
  const effort = body.text('reasoning_effort');
  if (effort !== undefined && Object.hasOwn(names, effort)) body.set('reasoning_effort', names[effort]);
}

/** The ends of OpenAI's row of efforts by the three that everybody who has efforts knows. */
export const THREE_EFFORTS: Readonly<Record<string, string>> = { minimal: 'low', xhigh: 'high', max: 'high' };

/**
 * For a provider that gives one answer whatever it is asked.
 *
 * @throws FaultError naming `n`, where more are asked for.
 */
export function oneAnswerOnly(body: JsonObject): void {
  const n = body.get('n');
  if (typeof n === 'number' && n > 1)
    throw cannot('n', 'this provider gives one answer to a request; ask for more in requests of their own');
}
