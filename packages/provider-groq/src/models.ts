import type { Model } from '@sluice/provider-sdk';

/**
 * Living models: Groq's limits page of 2026-10-01. Prices and sizes: the litellm price table of 2026-07-24
 * (MIT, Copyright (c) 2023 Berri AI); what that table lacks is left out.
 */
const living: readonly Model[] = [
  {
    id: 'openai/gpt-oss-120b',
    context: 131_072,
    maxOutput: 32_766,
    supports: ['chat', 'tools', 'json', 'json_schema', 'reasoning', 'prompt_caching', 'web_search'],
    price: { input: 0.15, output: 0.6, cachedInput: 0.075 },
  },
  {
    id: 'openai/gpt-oss-20b',
    context: 131_072,
    maxOutput: 32_768,
    supports: ['chat', 'tools', 'json', 'json_schema', 'reasoning', 'prompt_caching', 'web_search'],
    price: { input: 0.075, output: 0.3, cachedInput: 0.0375 },
  },
  {
    id: 'openai/gpt-oss-safeguard-20b',
    context: 131_072,
    maxOutput: 65_536,
    supports: ['chat', 'tools', 'json', 'json_schema', 'reasoning', 'moderation', 'prompt_caching'],
    price: { input: 0.075, output: 0.3, cachedInput: 0.037 },
  },
  { id: 'qwen/qwen3.8-27b', supports: ['chat', 'tools', 'vision', 'json', 'reasoning'] },
  { id: 'meta-llama/llama-prompt-guard-2-22m', supports: ['chat', 'moderation'] },
  { id: 'meta-llama/llama-prompt-guard-2-86m', supports: ['chat', 'moderation'] },
  { id: 'groq/compound', supports: ['chat'] },
  { id: 'groq/compound-mini', supports: ['chat'] },
  { id: 'whisper-large-v3', supports: ['transcription', 'translation'], unitPrice: { perAudioSecond: 0.00003083 } },
  { id: 'whisper-large-v3-turbo', supports: ['transcription'], unitPrice: { perAudioSecond: 0.00001111 } },
  { id: 'canopylabs/orpheus-v1-english', supports: ['speech'] },
  { id: 'canopylabs/orpheus-arabic-saudi', supports: ['speech'] },
];

const retired = (id: string, successor: string): Model => ({ id, retired: { successor, chosen: '2026-11-22' } });

/**
 * Models that are on no list of Groq's any more, and the living one that does their work: the same size
 * class for chat, the model that sees for vision, the one made for policies for moderation.
 * Source: absent from the limits page of 2026-10-01; successors chosen by us on the day each entry names.
 */
const gone: readonly Model[] = [
  retired('gemma-7b-it', 'openai/gpt-oss-20b'),
  retired('gemma2-9b-it', 'openai/gpt-oss-20b'),
  retired('llama3-8b-8192', 'openai/gpt-oss-20b'),
  retired('llama-3.1-8b-instant', 'openai/gpt-oss-20b'),
  retired('llama3-groq-8b-8192-tool-use-preview', 'openai/gpt-oss-20b'),
  retired('llama3-groq-70b-8192-tool-use-preview', 'openai/gpt-oss-120b'),
  retired('mixtral-8x7b-32768', 'openai/gpt-oss-120b'),
  retired('llama3-70b-8192', 'openai/gpt-oss-120b'),
  retired('llama-3.1-70b-versatile', 'openai/gpt-oss-120b'),
  retired('llama-3.3-70b-versatile', 'openai/gpt-oss-120b'),
  retired('moonshotai/kimi-k2-instruct-0905', 'openai/gpt-oss-120b'),
  retired('qwen/qwen3-32b', 'qwen/qwen3.8-27b'),
  retired('qwen/qwen3.6-27b', 'qwen/qwen3.8-27b'),
  retired('llava-v1.5-7b-4096-preview', 'qwen/qwen3.8-27b'),
  retired('llama-3.2-11b-vision-preview', 'qwen/qwen3.8-27b'),
  retired('llama-3.2-90b-vision-preview', 'qwen/qwen3.8-27b'),
  retired('meta-llama/llama-4-scout-17b-16e-instruct', 'qwen/qwen3.8-27b'),
  retired('meta-llama/llama-4-maverick-17b-128e-instruct', 'qwen/qwen3.8-27b'),
  retired('llama-guard-3-8b', 'openai/gpt-oss-safeguard-20b'),
  retired('meta-llama/llama-guard-4-12b', 'openai/gpt-oss-safeguard-20b'),
  retired('distil-whisper-large-v3-en', 'whisper-large-v3-turbo'),
  retired('playai-tts', 'canopylabs/orpheus-v1-english'),
  retired('playai-tts-arabic', 'canopylabs/orpheus-arabic-saudi'),
];

export const models: readonly Model[] = [...living, ...gone];
