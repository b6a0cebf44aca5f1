import type { Capability, JsonObject, Model, ProviderAdapter } from '@sluice/provider-sdk';
import type { Bridges } from '../house.ts';
import { reach, type DoorAsked } from '../translate/reach.ts';
import { asBuffer } from '../wire/as-buffer.ts';
import type { Incoming } from '../incoming.ts';

/** What a request asks of whoever answers it. */
export interface Needs {
  readonly door: DoorAsked | undefined;
  readonly tools: boolean;
  readonly vision: boolean;
  readonly jsonSchema: boolean;
  readonly reasoning: boolean;
  /** By estimate; see `estimateTokens`. */
  readonly inputTokens: number;
  /** The most that may come out, where the request says so. */
  readonly outputTokens: number | undefined;
}

interface ChatBody {
  readonly messages?: unknown;
  readonly tools?: unknown;
  readonly functions?: unknown;
  readonly input?: unknown;
  readonly prompt?: unknown;
  readonly response_format?: { readonly type?: unknown } | null;
  readonly text?: { readonly format?: { readonly type?: unknown } | null } | null;
  readonly reasoning_effort?: unknown;
  readonly reasoning?: unknown;
  readonly thinking?: { readonly type?: unknown } | null;
  readonly max_tokens?: unknown;
  readonly max_completion_tokens?: unknown;
  readonly max_output_tokens?: unknown;
}

/** Reads what a request needs. It parses the whole body, so it is asked for only where there is a choice to make. */
export function needsOf({ door, body }: Incoming): Needs {
  const asked = door.kind === 'operation' ? door : undefined;
  if (body.kind !== 'json') {
    return { door: asked, tools: false, vision: false, jsonSchema: false, reasoning: false, inputTokens: 0, outputTokens: undefined };
  }
  const json = JSON.parse(body.document.bytes.toString()) as ChatBody;
  const found = { characters: 0, vision: false };
  measure(json.messages ?? json.input ?? json.prompt, found);
  measure(json.tools, found);
  return {
    door: asked,
    tools: isFilled(json.tools) || isFilled(json.functions),
    vision: found.vision,
    jsonSchema: json.response_format?.type === 'json_schema' || json.text?.format?.type === 'json_schema',
    reasoning: asksForReasoning(json),
    inputTokens: Math.ceil(found.characters / CHARACTERS_PER_TOKEN),
    outputTokens: [json.max_completion_tokens, json.max_tokens, json.max_output_tokens].find((value) => typeof value === 'number'),
  };
}

/** How many tokens these values come to, roughly: their text alone counts. */
export function estimateTokens(...values: readonly unknown[]): number {
  const found = { characters: 0, vision: false };
  for (const value of values) measure(value, found);
  return Math.ceil(found.characters / CHARACTERS_PER_TOKEN);
}

/** Roughly right for English, low for nearly all else: an estimate must not turn a request away that would have fitted. */
const CHARACTERS_PER_TOKEN = 4;

const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0;

const asksForReasoning = ({ reasoning_effort: effort, reasoning, thinking }: ChatBody) =>
  (typeof effort === 'string' && effort !== 'none') ||
  (reasoning !== undefined && reasoning !== null) ||
  (thinking !== undefined && thinking !== null && thinking.type !== 'disabled');

const PICTURES: ReadonlySet<unknown> = new Set(['image_url', 'input_image', 'image']);

/** Adds up the text in a tree. A picture or a file counts for nothing: what it weighs only its provider knows. */
function measure(value: unknown, found: { characters: number; vision: boolean }): void {
  if (typeof value === 'string') found.characters += value.startsWith('data:') ? 0 : value.length;
  else if (Array.isArray(value)) for (const item of value as readonly unknown[]) measure(item, found);
  else if (typeof value === 'object' && value !== null) {
    const { type } = value as { readonly type?: unknown };
    if (PICTURES.has(type)) found.vision = true;
    else if (type !== 'file' && type !== 'input_audio' && type !== 'input_file')
      for (const member of Object.values(value)) measure(member, found);
  }
}

/** Who might answer. */
export interface Candidate {
  readonly provider: ProviderAdapter;
  /** The model that will be asked for, where it is known. */
  readonly asked: string | undefined;
  /** What the catalogue says of it. */
  readonly model: Model | undefined;
}

/** Why a model cannot do what is asked, as far as its catalogue says; undefined where nothing speaks against it. */
export function lackOf({ provider, asked, model }: Candidate, needs: Needs, bridges: Bridges): Lack | undefined {
  if (needs.door !== undefined && reach(provider, needs.door, asked, bridges) === undefined)
    return { certain: true, reason: `${provider.id} has no ${needs.door.operation}` };
  if (!model) return undefined;
  const { context, supports } = model;
  const { inputTokens, outputTokens = 0 } = needs;
  if (context !== undefined && inputTokens + outputTokens > context) {
    const out = outputTokens > 0 ? ` and ${outputTokens} may come out` : '';
    return { certain: false, reason: `about ${inputTokens} tokens go in${out}, and ${model.id} has room for ${context}` };
  }
  if (!supports) return undefined;
  const missing =
    needs.tools && !supports.includes('tools') ? 'tools' : needs.vision && !supports.includes('vision') ? 'vision' : undefined;
  const lacks = missing ?? (needs.jsonSchema && !supports.includes('json_schema') ? 'json_schema' : undefined);
  return lacks && { certain: false, reason: `${model.id} does not support ${lacks}` };
}

/**
 * Whether it is plain from the bytes that nothing speaks against a target, as it is for nearly every request: a word that
 * is not there at all asks for nothing. False means that one has to look closer.
 */
export function isFitAtAGlance({ provider, asked, model }: Candidate, { door, body }: Incoming, bridges: Bridges): boolean {
  if (door.kind === 'operation' && reach(provider, door, asked, bridges) === undefined) return false;
  if (!model || body.kind !== 'json') return true;
  const bytes = asBuffer(body.document.bytes);
  const { context, supports } = model;
  if (context !== undefined && bytes.length / CHARACTERS_PER_TOKEN + mostOutput(body.document.root) > context) return false;
  if (!supports) return true;
  const lacks = (capability: Capability, ...words: readonly string[]) =>
    !supports.includes(capability) && words.some((word) => bytes.includes(word, 0, 'latin1'));
  return !lacks('tools', '"tools"', '"functions"') && !lacks('vision', 'image') && !lacks('json_schema', 'json_schema');
}

const LIMITS_OF_OUTPUT = ['max_completion_tokens', 'max_tokens', 'max_output_tokens'] as const;

const mostOutput = (root: JsonObject): number => {
  const limits = LIMITS_OF_OUTPUT.map((name) => (root.has(name) ? root.get(name) : 0));
  return Math.max(...limits.map((limit) => (typeof limit === 'number' ? limit : 0)));
};

/** Something that a target cannot do. What a catalogue says may be out of date; what an adapter lacks is certain. */
export interface Lack {
  readonly certain: boolean;
  readonly reason: string;
}
