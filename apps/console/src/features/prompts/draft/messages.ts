/** A message of a prompt while it is written. */
export interface DraftMessage {
  /** Stays the same while messages are moved. */
  readonly key: number;
  readonly role: string;
  /** What it says; JSON text where it is made of parts. */
  readonly text: string;
  readonly inParts: boolean;
  /** Other members: `name`, `tool_calls`. */
  readonly rest: Readonly<Record<string, unknown>>;
}

let keys = 0;

export const newMessage = (role: string, text = ''): DraftMessage => ({ key: ++keys, role, text, inParts: false, rest: {} });

/** The messages of a template; undefined where it is a list of them only once it is filled in. */
export function messagesOf(template: string): readonly DraftMessage[] | undefined {
  const list = parsed(template);
  if (!Array.isArray(list) || !list.every(isMessage)) return undefined;
  return list.map(({ role, content, ...rest }) => {
    const inParts = typeof content !== 'string';
    return { key: ++keys, role, text: inParts ? (JSON.stringify(content ?? null, null, 2) ?? '') : content, inParts, rest };
  });
}

/** Messages as a template. @throws SyntaxError where parts are no JSON. */
export const templateOf = (messages: readonly DraftMessage[]): string =>
  JSON.stringify(
    messages.map(({ role, text, inParts, rest }) => ({ role, content: inParts ? (JSON.parse(text) as unknown) : text, ...rest })),
  );

interface Message {
  readonly role: string;
  readonly content?: unknown;
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && typeof (value as { readonly role?: unknown }).role === 'string';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
