import { askedInChat } from './asked/in-chat.ts';
import { askedInCohere } from './asked/in-cohere.ts';
import { askedInConverse } from './asked/in-converse.ts';
import { askedInGemini } from './asked/in-gemini.ts';
import { askedInMessages } from './asked/in-messages.ts';
import { askedInOllama } from './asked/in-ollama.ts';
import type { Asked } from './asked/asked.ts';
import type { Piece } from './frames.ts';
import { heardInChat } from './heard/chat.ts';
import { heardInCohere } from './heard/cohere.ts';
import { heardInConverse } from './heard/converse.ts';
import { heardInGemini } from './heard/gemini.ts';
import type { Heard } from './heard/heard.ts';
import { heardInMessages } from './heard/messages.ts';
import { heardInOllama } from './heard/ollama.ts';
import type { Json } from './json.ts';
import type { Recording } from './recording.ts';

export type Words = 'chat' | 'messages' | 'gemini' | 'converse' | 'cohere' | 'ollama';

/** Where a recording was made, as this gateway's caller names it. */
export interface Site {
  readonly slug: string;
  /** What a custom host stands for: the path of the upstream base, wire spec §23. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The words in which the provider chats. */
  readonly words: Words;
  /** The header that carries the key. Wire spec §23.1. */
  readonly keyIn: string;
}

const TABLE: Readonly<Record<string, readonly [slug: string, base: string]>> = {
  alibaba: ['dashscope', '/compatible-mode/v1'],
  anthropic: ['anthropic', '/v1'],
  avian: ['avian', '/v1'],
  azure: ['azure-openai', '/openai'],
  bedrock: ['bedrock', ''],
  cerebras: ['cerebras', '/v1'],
  cloudflare: ['workers-ai', `/client/v4/accounts/${'0'.repeat(32)}/ai`],
  cohere: ['cohere', ''],
  crusoe: ['crusoe', '/v1'],
  databricks: ['databricks', '/serving-endpoints'],
  deepseek: ['deepseek', ''],
  doubleword: ['doubleword', '/v1'],
  fireworks: ['fireworks-ai', '/inference/v1'],
  gemini: ['google', ''],
  groq: ['groq', '/openai/v1'],
  huggingface: ['huggingface', ''],
  llamacpp: ['llamacpp', ''],
  mistral: ['mistral-ai', '/v1'],
  mistralrs: ['mistralrs', ''],
  moonshot: ['moonshot', ''],
  ollama: ['ollama', ''],
  openai: ['openai', '/v1'],
  openrouter: ['openrouter', '/api'],
  perplexity: ['perplexity-ai', ''],
  portkey: ['portkey', '/v1'],
  snowflake: ['snowflake-cortex', '/api/v2/cortex/v1'],
  together: ['together-ai', ''],
  venice: ['venice', '/api/v1'],
  vercel_gateway: ['vercel', '/v1'],
  vertex: ['vertex-ai', ''],
  voyage: ['voyage', '/v1'],
  writer: ['writer-ai', '/v1'],
  xai: ['x-ai', '/v1'],
  zai: ['z-ai', '/api/coding/paas/v4'],
};

const WORDS: Readonly<Record<string, Words>> = {
  anthropic: 'messages',
  google: 'gemini',
  'vertex-ai': 'gemini',
  bedrock: 'converse',
  cohere: 'cohere',
  'ollama-native': 'ollama',
};
const KEY_IN: Readonly<Record<string, string>> = {
  anthropic: 'x-api-key',
  google: 'x-goog-api-key',
  'azure-openai': 'api-key',
  'azure-ai': 'api-key',
  portkey: 'x-portkey-api-key',
};

export function siteOf(recording: Recording): Site {
  const { provider, endpoint, request, model } = recording;
  const url = new URL(request?.url ?? 'http://nowhere.invalid/');
  const [slug, base] = TABLE[provider] ?? ['openai', '/v1'];
  const as = (id: string, at: string, headers: Site['headers'] = {}): Site => ({
    slug: id,
    base: at,
    headers,
    words: WORDS[id] ?? 'chat',
    keyIn: KEY_IN[id] ?? 'authorization',
  });
  if (provider === 'azure' && url.pathname.startsWith('/models/'))
    return as('azure-ai', '/models', { 'x-portkey-azure-api-version': url.searchParams.get('api-version') ?? '' });
  if (provider === 'azure' && url.searchParams.has('api-version'))
    return as(slug, base, { 'x-portkey-azure-api-version': url.searchParams.get('api-version')! });
  // Doors of OpenAI's dialect at providers of another: OpenAI with a custom host.
  if (url.hostname.startsWith('bedrock-mantle')) return as('openai', url.pathname.replace(/\/(?:chat\/completions|responses|models)$/, ''));
  if (url.pathname.startsWith('/v1beta/openai/') || (provider === 'gemini' && endpoint === 'chat')) return as('openai', '/v1beta/openai');
  if (provider === 'ollama' && url.pathname.startsWith('/api/')) return as('ollama-native', '');
  if (provider === 'vertex') {
    const [, project = 'test-project', region = 'us-central1'] =
      /\/projects\/([^/]+)\/locations\/([^/]+)\//.exec(placed(url.pathname)) ?? [];
    const site = as(slug, base, { 'x-portkey-vertex-project-id': project, 'x-portkey-vertex-region': region });
    return /claude/.test(model ?? '') ? { ...site, words: 'messages' } : site;
  }
  return as(slug, base);
}

/** A path with names in the place of what its recorder has taken out. */
export const placed = (path: string) =>
  decodeURIComponent(path).replace('<GOOGLE_CLOUD_PROJECT>', 'test-project').replace('<GOOGLE_CLOUD_LOCATION>', 'us-central1');

/** What a provider was asked, by the words it chats in. */
export function askedIn(words: Words, body: Json, url: URL): Asked {
  switch (words) {
    case 'messages': {
      const inPath = /\/models\/([^/:]+):(?:raw|stream)/.exec(decodeURIComponent(url.pathname))?.[1];
      const asked = inPath === undefined ? askedInMessages(body) : askedInMessages(body, inPath);
      return { ...asked, streamed: asked.streamed || /streamRaw|response-stream/.test(url.pathname) };
    }
    case 'gemini':
      return askedInGemini(body, url);
    case 'converse':
      return askedInConverse(body, url);
    case 'cohere':
      return askedInCohere(body);
    case 'ollama':
      return askedInOllama(body);
    case 'chat':
      return askedInChat(body);
  }
}

const HEARD: Readonly<Record<Words, (pieces: readonly Piece[]) => Heard>> = {
  chat: heardInChat,
  messages: heardInMessages,
  gemini: heardInGemini,
  converse: heardInConverse,
  cohere: heardInCohere,
  ollama: heardInOllama,
};

export const heardIn = (words: Words, pieces: readonly Piece[]): Heard => HEARD[words](pieces);
