/** A model by who made it and by how it is spoken to. */
export interface ModelName {
  readonly speaks: 'gemini' | 'messages' | 'mistral' | 'openai';
  /** As its publisher names it; for `openai` with the publisher in front: `meta/llama-4-maverick-17b-128e-instruct-maas`. */
  readonly name: string;
  /** The path to it below project and region; empty for `openai`, whose models are named in the body. */
  readonly place: string;
}

/** Publishers that callers put in front with a dot, as Portkey's users do: `anthropic.claude-sonnet-4-5`, `meta.llama-…`. */
const DOTTED = /^(google|anthropic|mistralai|meta|deepseek-ai|qwen|openai|xai|moonshotai|minimaxai|zai-org|ai21|nvidia)\.(.+)$/;

/**
 * Reads `gemini-2.5-pro`, `google.gemini-2.5-pro`, `claude-sonnet-4-5@20250929`, `publishers/meta/models/llama-…`,
 * `endpoints.1234` (a tuned model). Source: Vertex AI, partner and open models, 2026-08.
 */
export function readModelName(model: string): ModelName {
  const tuned = /^endpoints[./](\w[\w-]*)$/.exec(model);
  if (tuned) return { speaks: 'gemini', name: tuned[1]!, place: `/endpoints/${tuned[1]!}` };
  const { publisher, name } = publishedBy(model);
  const place = `/publishers/${encoded(publisher)}/models/${encoded(name)}`;
  if (publisher === 'google') return { speaks: 'gemini', name, place };
  if (publisher === 'anthropic') return { speaks: 'messages', name, place };
  if (publisher === 'mistralai') return { speaks: 'mistral', name, place };
  return { speaks: 'openai', name: `${publisher}/${name}`, place: '' };
}

function publishedBy(model: string): { readonly publisher: string; readonly name: string } {
  const full = /^(?:models\/|publishers\/([^/]+)\/models\/)(.+)$/.exec(model);
  const named = full?.[2] ?? model;
  const split = full?.[1] === undefined ? (DOTTED.exec(named) ?? /^([^/]+)\/(.+)$/.exec(named)) : undefined;
  const name = split?.[2] ?? named;
  return { publisher: full?.[1] ?? split?.[1] ?? makerOf(name), name };
}

function makerOf(name: string): string {
  if (name.startsWith('claude-')) return 'anthropic';
  return /^(?:mistral|codestral|ministral)-/.test(name) ? 'mistralai' : 'google';
}

/** Dates stand behind an `@`, which a path may hold as it is. */
const encoded = (text: string) => encodeURIComponent(text).replaceAll('%40', '@');
