import type { Json } from '../codec.ts';
import type { Source } from './source.ts';

/** A chat call as codecs read it: every member that has a meaning, checked, in one form whatever form it came in. */
export interface ChatCall {
  readonly model: string | undefined;
  readonly streamed: boolean;
  /** What stands before the conversation: the leading `system` and `developer` messages, part by part. */
  readonly system: readonly TextPart[];
  readonly turns: readonly Turn[];
  readonly tools: readonly Tool[];
  /** One tool is named by an object. */
  readonly toolChoice: 'auto' | 'none' | 'required' | { readonly name: string } | undefined;
  readonly parallelToolCalls: boolean | undefined;
  /** The most tokens that may come out. */
  readonly maxTokens: number | undefined;
  readonly temperature: number | undefined;
  readonly topP: number | undefined;
  readonly topK: number | undefined;
  readonly stop: readonly string[];
  readonly seed: number | undefined;
  /** How many answers are asked for; 1 where nothing is said. */
  readonly choices: number;
  readonly presencePenalty: number | undefined;
  readonly frequencyPenalty: number | undefined;
  /** How many likely tokens to tell for each; 0 asks for the chosen one's alone. Undefined: none asked for. */
  readonly logprobs: number | undefined;
  readonly format: Format | undefined;
  readonly thinking: Thinking | undefined;
  /** The caller's own user, opaque. */
  readonly user: string | undefined;
  readonly serviceTier: string | undefined;
  /** Members that mean nothing here, as they came: a codec passes on those its provider knows. */
  readonly rest: Json;
}

export type Turn = SystemTurn | UserTurn | AssistantTurn | ToolTurn;

/** An instruction in the middle of the conversation. */
export interface SystemTurn {
  readonly role: 'system';
  readonly parts: readonly TextPart[];
  readonly path: string;
}

export interface UserTurn {
  readonly role: 'user';
  readonly parts: readonly Part[];
  readonly name: string | undefined;
  readonly path: string;
}

export interface AssistantTurn {
  readonly role: 'assistant';
  /** Text and refusals. Empty where the turn is only calls. */
  readonly parts: readonly TextPart[];
  /** Thinking without a signature: for providers that want it back as text. */
  readonly reasoning: string | undefined;
  /** `content_blocks`: thinking with its signature, and the provider's own blocks, in the Messages API's form and order. */
  readonly blocks: readonly Json[];
  readonly calls: readonly ToolCall[];
  readonly path: string;
}

/** The answer of one tool. */
export interface ToolTurn {
  readonly role: 'tool';
  readonly callId: string;
  /** The tool's name, found in the call that this answers where the message does not say it. */
  readonly name: string | undefined;
  readonly parts: readonly Part[];
  readonly failed: boolean;
  readonly cacheControl: Json | undefined;
  readonly path: string;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** As the model wrote it. */
  readonly arguments: string;
  /** The same, parsed; `{}` for nothing at all. */
  readonly input: Json;
  /** What Gemini wants back with the call. */
  readonly thoughtSignature: string | undefined;
  readonly cacheControl: Json | undefined;
}

export type Part = TextPart | ImagePart | AudioPart | FilePart;

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  readonly cacheControl: Json | undefined;
  readonly path: string;
}

export interface ImagePart {
  readonly kind: 'image';
  readonly source: Source;
  readonly detail: string | undefined;
  readonly cacheControl: Json | undefined;
  readonly path: string;
}

export interface AudioPart {
  readonly kind: 'audio';
  readonly source: Source;
  /** `wav`, `mp3`. */
  readonly format: string;
  readonly cacheControl: Json | undefined;
  readonly path: string;
}

export interface FilePart {
  readonly kind: 'file';
  readonly source: Source;
  readonly filename: string | undefined;
  /** What a document may say besides, in the Messages API's form: `title`, `context`, `citations`. */
  readonly document: Json;
  readonly cacheControl: Json | undefined;
  readonly path: string;
}

export type Tool = FunctionTool | ProviderTool;

export interface FunctionTool {
  readonly kind: 'function';
  readonly name: string;
  readonly description: string | undefined;
  /** JSON Schema; undefined for a function without parameters. */
  readonly parameters: Json | undefined;
  readonly strict: boolean | undefined;
  readonly cacheControl: Json | undefined;
  readonly path: string;
}

/** Any other object among the tools: a tool that some provider runs itself. */
export interface ProviderTool {
  readonly kind: 'provider';
  readonly tool: Json;
  readonly path: string;
}

export type Format =
  | { readonly kind: 'json' }
  | {
      readonly kind: 'schema';
      readonly name: string;
      readonly description: string | undefined;
      readonly schema: Json;
      readonly strict: boolean | undefined;
      readonly path: string;
    };

export type Effort = 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** Thinking as it is asked for, by `reasoning_effort` or by `thinking`; a codec turns either into what its model takes. */
export type Thinking =
  | { readonly on: false }
  | {
      readonly on: true;
      readonly effort: Effort | undefined;
      readonly budgetTokens: number | undefined;
      /** `thinking: {"type":"adaptive"}`: the model decides. */
      readonly adaptive: boolean;
      /** Whether the caller wants to see it: `summarized`, `omitted`. */
      readonly display: string | undefined;
    };
