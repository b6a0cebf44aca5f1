import { messageOf, ROLES, type Message, type Role, type ToolCall } from '../state/message.ts';
import { isObject } from './read-json.ts';

/** Messages of chat as this page edits them. What it has no field for is kept, and sent again as it was. */
export const readMessages = (messages: unknown): readonly Message[] =>
  Array.isArray(messages) ? messages.filter(isObject).map(readMessage) : [];

function readMessage({
  role,
  content,
  tool_calls: calls,
  tool_call_id: answers,
  reasoning_content: reasoning,
  ...rest
}: Readonly<Record<string, unknown>>): Message {
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : Array.isArray(content) ? content.map(asPart) : [];
  const texts = parts.filter(isPlainText);
  const pictures = parts.filter((part) => pictureIn(part) !== undefined);
  return messageOf(roleOf(role), {
    text: texts.map(({ text }) => text).join('\n'),
    pictures: pictures.map((part) => pictureIn(part)!),
    others: parts.filter((part) => !isPlainText(part) && pictureIn(part) === undefined),
    calls: readCalls(calls),
    answers: typeof answers === 'string' ? answers : '',
    reasoning: typeof reasoning === 'string' ? reasoning : '',
    rest,
  });
}

/** The calls of tools in a message. */
export const readCalls = (calls: unknown): readonly ToolCall[] => (Array.isArray(calls) ? calls.filter(isObject).map(readCall) : []);

function readCall(raw: Readonly<Record<string, unknown>>): ToolCall {
  const called = isObject(raw['function']) ? raw['function'] : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
  return { id: text(raw['id']), name: text(called['name']), arguments: text(called['arguments']), raw };
}

const asPart = (part: unknown): unknown => (typeof part === 'string' ? { type: 'text', text: part } : part);

/** Text that bears a mark (`cache_control`) is not joined with others: the mark would be lost. */
const isPlainText = (part: unknown): part is { readonly text: string } =>
  isObject(part) && part['type'] === 'text' && typeof part['text'] === 'string' && Object.keys(part).length === 2;

function pictureIn(part: unknown): string | undefined {
  if (!isObject(part) || part['type'] !== 'image_url' || Object.keys(part).length > 2) return undefined;
  const { image_url: image } = part;
  if (typeof image === 'string') return image;
  return isObject(image) && typeof image['url'] === 'string' && Object.keys(image).length === 1 ? image['url'] : undefined;
}

const roleOf = (role: unknown): Role => ROLES.find((each) => each === role) ?? 'user';
