/** What has been heard of an answer so far. */
export interface Heard {
  readonly text: string;
  readonly toolCalls: readonly HeardToolCall[];
  /** Why the model stopped; undefined until it has. */
  readonly finish: string | undefined;
  /** What went wrong in the middle of it. */
  readonly failure: string | undefined;
}

export interface HeardToolCall {
  readonly name: string;
  /** JSON text, as far as it has come. */
  readonly arguments: string;
}

export const NOTHING_HEARD: Heard = { text: '', toolCalls: [], finish: undefined, failure: undefined };

interface Chunk {
  readonly choices?: readonly {
    readonly text?: string | null;
    readonly delta?: { readonly content?: string | null; readonly tool_calls?: readonly ToolDelta[] };
    readonly finish_reason?: string | null;
  }[];
  readonly error?: { readonly message?: unknown };
}

interface ToolDelta {
  readonly index?: number;
  readonly function?: { readonly name?: string; readonly arguments?: string };
}

/** Puts one event of a stream, of chat or of completions, behind what was heard before. */
export function hear(before: Heard, data: string): Heard {
  if (data === '[DONE]') return before;
  const chunk = parsed(data);
  if (chunk.error) return { ...before, failure: messageOf(chunk.error.message) };
  const [choice] = chunk.choices ?? [];
  if (!choice) return before;
  return {
    ...before,
    text: before.text + (choice.delta?.content ?? choice.text ?? ''),
    toolCalls: (choice.delta?.tool_calls ?? []).reduce(withDelta, before.toolCalls),
    finish: choice.finish_reason ?? before.finish,
  };
}

function withDelta(calls: readonly HeardToolCall[], { index = calls.length, function: said }: ToolDelta): readonly HeardToolCall[] {
  const { name, arguments: text } = calls[index] ?? { name: '', arguments: '' };
  const call = { name: name + (said?.name ?? ''), arguments: text + (said?.arguments ?? '') };
  return index < calls.length ? calls.with(index, call) : [...calls, call];
}

const messageOf = (message: unknown) => (typeof message === 'string' ? message : 'The stream broke off, and nobody said why');

function parsed(data: string): Chunk {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
