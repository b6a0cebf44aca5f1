import type { Dialect } from '@sluice/provider-sdk';

/** A tool that an answer calls. */
export interface ToolCall {
  readonly name: string;
  /** The value that its JSON says; its text where it is none. */
  readonly arguments: unknown;
}

/** What an answer says. */
export interface Said {
  /** One for each answer that was asked for at once. */
  readonly texts: readonly string[];
  readonly toolCalls: readonly ToolCall[];
}

/** Reads what a whole answer says; undefined where it is none, or where its dialect says nothing in words. */
export function readSaid(dialect: Dialect | undefined, answer: unknown): Said | undefined {
  const read = dialect === undefined ? undefined : READERS[dialect];
  return read && isObject(answer) ? read(answer) : undefined;
}

type Json = Readonly<Record<string, unknown>>;

const READERS: Partial<Record<Dialect, (answer: Json) => Said | undefined>> = {
  'openai-chat': ({ choices }) => (Array.isArray(choices) ? readChoices(objectsIn(choices)) : undefined),
  'openai-completions': ({ choices }) =>
    Array.isArray(choices) ? { texts: objectsIn(choices).map(({ text }) => textOf(text)), toolCalls: [] } : undefined,
  'openai-responses': ({ output }) => (Array.isArray(output) ? readOutput(objectsIn(output)) : undefined),
  'anthropic-messages': ({ content }) => (Array.isArray(content) ? readBlocks(objectsIn(content)) : undefined),
};

function readChoices(choices: readonly Json[]): Said {
  const messages = choices.flatMap(({ message }) => (isObject(message) ? [message] : []));
  return {
    texts: messages.map(({ content }) => textOf(content)),
    toolCalls: messages.flatMap(({ tool_calls: calls, function_call: old }) => [
      ...objectsIn(calls).flatMap(({ function: called, custom }) => [...callIn(called, 'arguments'), ...callIn(custom, 'input')]),
      ...callIn(old, 'arguments'),
    ]),
  };
}

const readOutput = (items: readonly Json[]): Said => ({
  texts: [
    items
      .filter(({ type }) => type === 'message')
      .map(({ content }) => textOf(content))
      .join(''),
  ],
  toolCalls: items.flatMap((item) => {
    if (item['type'] === 'function_call') return callIn(item, 'arguments');
    return item['type'] === 'custom_tool_call' ? callIn(item, 'input') : [];
  }),
});

const readBlocks = (blocks: readonly Json[]): Said => ({
  texts: [textOf(blocks)],
  toolCalls: blocks.filter(({ type }) => type === 'tool_use').flatMap((block) => callIn(block, 'input')),
});

/** A text, or one in parts. */
const textOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : objectsIn(content)
        .map(({ text }) => (typeof text === 'string' ? text : ''))
        .join('');

function callIn(called: unknown, member: 'arguments' | 'input'): readonly ToolCall[] {
  if (!isObject(called) || typeof called['name'] !== 'string') return [];
  const given = called[member];
  return [{ name: called['name'], arguments: typeof given === 'string' ? valueOf(given) : given }];
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A model may well write arguments that are no JSON; then it is their text that counts.
    return text;
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const objectsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly unknown[]).filter(isObject) : []);
