import type { LoggedBodies } from '@sluice/store/logs';
import { parsed } from './answer-facts.ts';
import { isMembers, partsOf, type Part } from './parts.ts';
import type { Attributes } from './span.ts';

interface Message {
  readonly role: string;
  readonly parts: readonly Part[];
  readonly finish_reason?: unknown;
}

/** Characters of one attribute; collectors refuse more than a few megabytes in all. */
const LONGEST_ATTRIBUTE = 64 * 1024;

/** What was said, as it is recorded: secrets are gone from it. Nothing of bodies that are cut. */
export function contentAttributes(bodies: LoggedBodies | undefined): Attributes {
  const asked = parsed(bodies?.request);
  const answered = parsed(bodies?.response);
  return {
    'gen_ai.system_instructions': asked && written(instructionsIn(asked)),
    'gen_ai.input.messages': asked && written(messagesIn(asked['messages'] ?? asked['input'] ?? asked['prompt'])),
    'gen_ai.output.messages': answered && written(answersIn(answered)),
  };
}

const instructionsIn = ({ system, instructions }: Readonly<Record<string, unknown>>) => partsOf({ content: system ?? instructions });

function messagesIn(said: unknown): readonly Message[] {
  if (typeof said === 'string') return [{ role: 'user', parts: partsOf(said) }];
  return Array.isArray(said) ? said.map((each) => ({ role: roleOf(each), parts: partsOf(each) })) : [];
}

function roleOf(message: unknown): string {
  if (!isMembers(message)) return 'user';
  if (typeof message['role'] === 'string') return message['role'];
  return message['type'] === 'function_call' ? 'assistant' : message['type'] === 'function_call_output' ? 'tool' : 'user';
}

function answersIn(answer: Readonly<Record<string, unknown>>): readonly Message[] {
  const { choices, output, content, stop_reason: reason } = answer;
  if (Array.isArray(choices))
    return choices.filter(isMembers).map(({ message, text, finish_reason: why }) => ({
      role: 'assistant',
      parts: partsOf(message ?? text),
      finish_reason: why,
    }));
  if (Array.isArray(output)) return [{ role: 'assistant', parts: output.flatMap(partsOf), finish_reason: answer['status'] }];
  return Array.isArray(content) ? [{ role: 'assistant', parts: partsOf({ content }), finish_reason: reason }] : [];
}

/** As JSON. Of what is too long the end stands for the whole, since it says the most about the answer. */
function written(list: readonly unknown[]): string | undefined {
  const texts = list.map((each) => JSON.stringify(each));
  let length = 0;
  const last = texts.findLastIndex((text) => (length += text.length + 1) > LONGEST_ATTRIBUTE);
  const kept = texts.slice(last + 1);
  return kept.length === 0 ? undefined : `[${kept.join(',')}]`;
}
