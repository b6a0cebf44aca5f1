import type { Message } from './message.ts';

type Messages = readonly Message[];

/** The conversation with one message changed. */
export const edited = (messages: Messages, id: string, change: Partial<Omit<Message, 'id'>>): Messages =>
  messages.map((message) => (message.id === id ? { ...message, ...change } : message));

/** The conversation without one message. */
export const without = (messages: Messages, id: string): Messages => messages.filter((message) => message.id !== id);

/** The conversation with a message one place further up or down; at its ends nothing moves. */
export function moved(messages: Messages, id: string, by: -1 | 1): Messages {
  const from = messages.findIndex((message) => message.id === id);
  const to = from + by;
  const there = messages[to];
  if (from < 0 || !there) return messages;
  return messages.with(to, messages[from]!).with(from, there);
}

/** What was said before a message: all that its model knew. */
export function before(messages: Messages, id: string): Messages {
  const at = messages.findIndex((message) => message.id === id);
  return at < 0 ? messages : messages.slice(0, at);
}
