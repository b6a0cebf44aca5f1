import type { Json } from './json.ts';

/** What a provider was asked, whatever the wire format: the meaning, to compare with what the caller meant. */
export interface Heard {
  readonly model: string;
  readonly stream: boolean;
  readonly system: string;
  /** What the user and the model said, in order, thinking and tools left out. */
  readonly said: readonly Said[];
  /** Pictures: base64 of their bytes, or their address. */
  readonly images: readonly string[];
  readonly tools: readonly Tool[];
  /** Calls in the history, and the answers to them. */
  readonly calls: readonly Call[];
  readonly results: readonly Result[];
  /** The JSON Schema that the answer is to keep to; true where plain JSON is asked for. */
  readonly schema: unknown;
  /** Asked to think, not to, or neither. */
  readonly thinking: boolean | undefined;
  /** Thinking in the history, and what it was signed with. */
  readonly thought: readonly string[];
  readonly signatures: readonly string[];
  /** How many places are marked to be cached. */
  readonly cacheMarks: number;
  readonly maxTokens: number | undefined;
  /** The tool whose input is to be the answer, where that is how a schema is asked for. */
  readonly answerTool?: string | undefined;
  /** Counts at the end of the stream are asked for. */
  readonly countsAsked?: boolean;
}

export interface Said {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: unknown;
}

export interface Call {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

export interface Result {
  readonly id: string;
  readonly text: string;
}

/** A `Heard` that is still being listened to. */
export class Listening implements Heard {
  model = '';
  stream = false;
  system = '';
  readonly said: Said[] = [];
  readonly images: string[] = [];
  readonly tools: Tool[] = [];
  readonly calls: Call[] = [];
  readonly results: Result[] = [];
  schema: unknown = undefined;
  thinking: boolean | undefined = undefined;
  readonly thought: string[] = [];
  readonly signatures: string[] = [];
  cacheMarks = 0;
  maxTokens: number | undefined = undefined;
  answerTool: string | undefined = undefined;
  countsAsked = false;

  instruct(text: string): void {
    this.system = this.system === '' ? text : `${this.system}\n${text}`;
  }

  say(role: Said['role'], text: string): void {
    if (text !== '') this.said.push({ role, text });
  }

  mark(part: Json): void {
    if (part['cache_control'] !== undefined && part['cache_control'] !== null) this.cacheMarks += 1;
  }
}
