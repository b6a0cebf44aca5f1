import type { Open } from './open.ts';

/** A piece of what a message says: text, a picture, a sound, a file. */
export interface ChatPart extends Open {
  readonly type: string;
  readonly text?: string | undefined;
  readonly image_url?: { readonly url: string; readonly detail?: string | undefined } | undefined;
}

/** A call that the model makes of one of the caller's tools. */
export interface ChatToolCall extends Open {
  readonly id: string;
  readonly type: string;
  readonly function: ChatFunctionCall;
}

/** The function that is called, and with what. */
export interface ChatFunctionCall extends Open {
  readonly name: string;
  /** JSON, as text. */
  readonly arguments: string;
}

/** One message of a conversation, whoever speaks. */
export interface ChatMessage extends Open {
  readonly role: string;
  readonly content?: string | readonly ChatPart[] | null | undefined;
  readonly name?: string | undefined;
  readonly tool_calls?: readonly ChatToolCall[] | undefined;
  /** In a `tool` message: the call that it answers. */
  readonly tool_call_id?: string | undefined;
}

/** A tool that the model may call; a provider's own tools have other types. */
export interface ChatTool extends Open {
  readonly type: string;
  readonly function?:
    | {
        readonly name: string;
        readonly description?: string | undefined;
        readonly parameters?: Open | undefined;
        readonly strict?: boolean | null | undefined;
      }
    | undefined;
}

/** A chat request in OpenAI's form. Members that are not named here reach the provider as they are. */
export interface ChatRequest extends Open {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream?: boolean | null | undefined;
  readonly stream_options?: { readonly include_usage?: boolean | undefined } | null | undefined;
  readonly max_tokens?: number | null | undefined;
  readonly max_completion_tokens?: number | null | undefined;
  readonly temperature?: number | null | undefined;
  readonly top_p?: number | null | undefined;
  /** Answers asked for. */
  readonly n?: number | null | undefined;
  readonly stop?: string | readonly string[] | null | undefined;
  readonly seed?: number | null | undefined;
  readonly tools?: readonly ChatTool[] | undefined;
  readonly tool_choice?: string | Open | undefined;
  readonly response_format?: Open | undefined;
  readonly reasoning_effort?: string | null | undefined;
  readonly user?: string | undefined;
}

/** What an answer cost in tokens. */
export interface ChatUsage extends Open {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number | undefined } | null | undefined;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number | undefined } | null | undefined;
}

/** What the model says. */
export interface ChatAnswer extends Open {
  readonly role: string;
  readonly content?: string | null | undefined;
  readonly refusal?: string | null | undefined;
  readonly reasoning_content?: string | null | undefined;
  readonly tool_calls?: readonly ChatToolCall[] | undefined;
}

/** One answer of those asked for. */
export interface ChatChoice extends Open {
  readonly index: number;
  readonly message: ChatAnswer;
  readonly finish_reason: string | null;
}

/** A whole reply to a chat request. */
export interface ChatCompletion extends Open {
  readonly id: string;
  readonly model: string;
  readonly created: number;
  readonly choices: readonly ChatChoice[];
  readonly usage?: ChatUsage | undefined;
}

/** A piece of a tool call: the first has its id and name, those after it more of its arguments. */
export interface ChatToolCallDelta extends Open {
  readonly index: number;
  readonly id?: string | undefined;
  readonly type?: string | undefined;
  readonly function?: { readonly name?: string | undefined; readonly arguments?: string | undefined } | undefined;
}

/** What a chunk adds to an answer. */
export interface ChatDelta extends Open {
  readonly role?: string | undefined;
  readonly content?: string | null | undefined;
  readonly refusal?: string | null | undefined;
  readonly reasoning_content?: string | null | undefined;
  readonly tool_calls?: readonly ChatToolCallDelta[] | undefined;
}

/** One answer's part of a chunk. */
export interface ChatChunkChoice extends Open {
  readonly index: number;
  readonly delta: ChatDelta;
  readonly finish_reason?: string | null | undefined;
}

/** One piece of a streamed reply; the token counts come in one of the last, beside no choices. */
export interface ChatChunk extends Open {
  readonly id: string;
  readonly model: string;
  readonly created: number;
  readonly choices: readonly ChatChunkChoice[];
  readonly usage?: ChatUsage | null | undefined;
}
