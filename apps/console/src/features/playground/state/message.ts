/** Who says something in a conversation. */
export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const;
export type Role = (typeof ROLES)[number];

/** A call of a tool that a model asked for. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it; it need not be right. */
  readonly arguments: string;
  /** The call as it came: some providers want all of it back, as it was. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** One message, as it is edited. */
export interface Message {
  /** Known to nobody but this page. */
  readonly id: string;
  readonly role: Role;
  readonly text: string;
  /** `data:` URLs, or addresses of elsewhere. */
  readonly pictures: readonly string[];
  readonly calls: readonly ToolCall[];
  /** The id of the call that a tool answers; empty where it answers none. */
  readonly answers: string;
  /** What the model thought before it said this. */
  readonly reasoning: string;
  /** Parts of the content that are neither text nor picture. */
  readonly others: readonly unknown[];
  /** Further members: `name`, `cache_control`. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** A message with what is said of it, and nothing else. */
export const messageOf = (role: Role, parts: Partial<Omit<Message, 'id' | 'role'>> = {}): Message => ({
  id: newId(),
  role,
  text: '',
  pictures: [],
  calls: [],
  answers: '',
  reasoning: '',
  others: [],
  rest: {},
  ...parts,
});

/** Another one each time; `randomUUID` is not there where a page came without TLS. */
export const newId = (): string => [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('');
