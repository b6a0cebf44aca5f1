import type { Json } from '../codec.ts';
import type { Source } from './source.ts';

/** A chat call as codecs read it: every member that has a meaning, checked, in one form whatever form it came in. */
export interface ChatCall {
  /** As the call names it; undefined where it names none. */
  readonly model: string | undefined;
  readonly streamed: boolean;
  /** What stands before the conversation: the leading `system` and `developer` messages, part by part. */
  readonly system: readonly TextPart[];
  /** The conversation in its order, from the first message that is not an instruction on. */
  readonly turns: readonly Turn[];
  /** What may be called; empty for none. Functions of OpenAI's older form are here too. */
  readonly tools: readonly Tool[];
  /** One tool is named by an object. */
  readonly toolChoice: 'auto' | 'none' | 'required' | { readonly name: string } | undefined;
  /** Whether one answer may call several tools. Undefined: the provider's own default. */
  readonly parallelToolCalls: boolean | undefined;
  /** The most tokens that may come out. */
  readonly maxTokens: number | undefined;
  /** As the caller said it, commonly 0 to 2; undefined for the provider's own default. The same holds for the samplers below. */
  readonly temperature: number | undefined;
  /** The share of likelihood to draw from, above 0 to 1. */
  readonly topP: number | undefined;
  /** How many of the likeliest tokens to draw from. */
  readonly topK: number | undefined;
  /** Texts at which the answer ends; empty for none. */
  readonly stop: readonly string[];
  /** To draw the same again; an integer that not every provider takes. */
  readonly seed: number | undefined;
  /** How many answers are asked for; 1 where nothing is said. */
  readonly choices: number;
  /** Against words that have come at all, commonly -2 to 2. */
  readonly presencePenalty: number | undefined;
  /** Against words by how often they have come, commonly -2 to 2. */
  readonly frequencyPenalty: number | undefined;
  /** How many likely tokens to tell for each; 0 asks for the chosen one's alone. Undefined: none asked for. */
  readonly logprobs: number | undefined;
  /** The form that the answer must have; undefined for plain text. */
  readonly format: Format | undefined;
  /** Whether and how much to think; undefined where nothing is said of it. */
  readonly thinking: Thinking | undefined;
  /** The caller's own user, opaque. */
  readonly user: string | undefined;
  /** `service_tier` as the caller spelled it. */
  readonly serviceTier: string | undefined;
  /** Members that mean nothing here, as they came: a codec passes on those its provider knows. */
  readonly rest: Json;
}

/** One message, told apart by its `role`. */
export type Turn = SystemTurn | UserTurn | AssistantTurn | ToolTurn;

/** An instruction in the middle of the conversation. */
export interface SystemTurn {
  readonly role: 'system';
  readonly parts: readonly TextPart[];
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[3]`. */
  readonly path: string;
}

/** What the user said and showed. */
export interface UserTurn {
  readonly role: 'user';
  readonly parts: readonly Part[];
  /** Who of several users it is, where the caller says so. */
  readonly name: string | undefined;
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[1]`. */
  readonly path: string;
}

/** What the model said before, what it thought and what it called. */
export interface AssistantTurn {
  readonly role: 'assistant';
  /** Text and refusals. Empty where the turn is only calls. */
  readonly parts: readonly TextPart[];
  /** Thinking without a signature: for providers that want it back as text. */
  readonly reasoning: string | undefined;
  /** `content_blocks`: thinking with its signature, and the provider's own blocks, in the Messages API's form and order. */
  readonly blocks: readonly Json[];
  /** In their order; empty for none. */
  readonly calls: readonly ToolCall[];
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[2]`. */
  readonly path: string;
}

/** The answer of one tool. */
export interface ToolTurn {
  readonly role: 'tool';
  /** The `id` of the call that this answers. */
  readonly callId: string;
  /** The tool's name, found in the call that this answers where the message does not say it. */
  readonly name: string | undefined;
  readonly parts: readonly Part[];
  /** `is_error`: the tool could not do it, and the parts say why. */
  readonly failed: boolean;
  /** The caller's mark to cache what ends here, in the Messages API's form: `{"type":"ephemeral"}`. Undefined: not marked. */
  readonly cacheControl: Json | undefined;
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[3]`. */
  readonly path: string;
}

/** A call that the model made before. */
export interface ToolCall {
  /** What the tool's answer names it by; the function's name where the caller gave none. */
  readonly id: string;
  readonly name: string;
  /** As the model wrote it. */
  readonly arguments: string;
  /** The same, parsed; `{}` for nothing at all. */
  readonly input: Json;
  /** What Gemini wants back with the call. */
  readonly thoughtSignature: string | undefined;
  /** The caller's mark to cache what ends here, in the Messages API's form: `{"type":"ephemeral"}`. Undefined: not marked. */
  readonly cacheControl: Json | undefined;
}

/** A piece of a message, told apart by its `kind`. */
export type Part = TextPart | ImagePart | AudioPart | FilePart;

/** Text; a refusal too, as the text that it was. */
export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  /** The caller's mark to cache what ends here, in the Messages API's form: `{"type":"ephemeral"}`. Undefined: not marked. */
  readonly cacheControl: Json | undefined;
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[0].content[1]`. */
  readonly path: string;
}

/** A picture. */
export interface ImagePart {
  readonly kind: 'image';
  readonly source: Source;
  /** How closely to look, as the caller spelled it: `low`, `high`, `auto`. */
  readonly detail: string | undefined;
  /** The caller's mark to cache what ends here, in the Messages API's form: `{"type":"ephemeral"}`. Undefined: not marked. */
  readonly cacheControl: Json | undefined;
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[0].content[1]`. */
  readonly path: string;
}

/** A sound. */
export interface AudioPart {
  readonly kind: 'audio';
  readonly source: Source;
  /** `wav`, `mp3`. */
  readonly format: string;
  /** The caller's mark to cache what ends here, in the Messages API's form: `{"type":"ephemeral"}`. Undefined: not marked. */
  readonly cacheControl: Json | undefined;
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[0].content[1]`. */
  readonly path: string;
}

/** A document, a PDF most often. */
export interface FilePart {
  readonly kind: 'file';
  readonly source: Source;
  readonly filename: string | undefined;
  /** What a document may say besides, in the Messages API's form: `title`, `context`, `citations`. */
  readonly document: Json;
  /** The caller's mark to cache what ends here, in the Messages API's form: `{"type":"ephemeral"}`. Undefined: not marked. */
  readonly cacheControl: Json | undefined;
  /** Where it stands in the caller's request, for whoever has to refuse it: `messages[0].content[1]`. */
  readonly path: string;
}

/** What a model may call, told apart by its `kind`. */
export type Tool = FunctionTool | ProviderTool;

/** A function of the caller's: the model calls it, the caller runs it. */
export interface FunctionTool {
  readonly kind: 'function';
  readonly name: string;
  readonly description: string | undefined;
  /** JSON Schema; undefined for a function without parameters. */
  readonly parameters: Json | undefined;
  /** Whether the arguments must follow the schema to the letter. Undefined: the provider's own default. */
  readonly strict: boolean | undefined;
  /** The caller's mark to cache what ends here, in the Messages API's form: `{"type":"ephemeral"}`. Undefined: not marked. */
  readonly cacheControl: Json | undefined;
  /** Where it stands in the caller's request, for whoever has to refuse it: `tools[0]`. */
  readonly path: string;
}

/** Any other object among the tools: a tool that some provider runs itself. */
export interface ProviderTool {
  readonly kind: 'provider';
  /** As the caller sent it. */
  readonly tool: Json;
  /** Where it stands in the caller's request, for whoever has to refuse it: `tools[0]`. */
  readonly path: string;
}

/** JSON of any shape, or JSON that follows a schema. */
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

/** How much to think, in OpenAI's words and two of Anthropic's, from least to most. */
export type Effort = 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** Thinking as it is asked for, by `reasoning_effort` or by `thinking`; a codec turns either into what its model takes. */
export type Thinking =
  | { readonly on: false }
  | {
      readonly on: true;
      /** Undefined where only a budget was given, or nothing but that it should think. */
      readonly effort: Effort | undefined;
      /** The most tokens to think; undefined where only an effort was given. `budgetFor` makes one of the other. */
      readonly budgetTokens: number | undefined;
      /** `thinking: {"type":"adaptive"}`: the model decides. */
      readonly adaptive: boolean;
      /** Whether the caller wants to see it: `summarized`, `omitted`. */
      readonly display: string | undefined;
    };
