import type { Preset } from '../preset.ts';
import { inTemplate } from '../prepare/in-template.ts';
import { lmStudio } from '../prepare/lm-studio.ts';

/** Servers that run where their user runs them: the custom host is all their address, and a key is wanted by few. */
export const ownServers: readonly Preset[] = [
  {
    // Whoever has no slug: nothing is known of it, so nothing is left out.
    id: 'openai-compatible',
    name: 'A server that speaks OpenAI’s language',
    keyless: true,
    operations: [
      'chat',
      'completions',
      'embeddings',
      'moderations',
      'responses',
      'images',
      'imageEdits',
      'imageVariations',
      'speech',
      'transcriptions',
      'translations',
      'rerank',
      'realtime',
      'models',
    ],
    passHeaders: ['openai-organization', 'openai-project', 'openai-beta', 'idempotency-key', 'x-client-request-id'],
  },
  {
    id: 'vllm',
    name: 'vLLM',
    keyless: true,
    root: '/v1',
    operations: ['chat', 'completions', 'responses', 'embeddings', 'rerank', 'transcriptions', 'translations', 'models'],
    chat: inTemplate,
    faults: { badrequesterror: 'invalid_request', notfounderror: 'model_not_found' },
  },
  {
    id: 'sglang',
    name: 'SGLang',
    keyless: true,
    root: '/v1',
    operations: ['chat', 'completions', 'embeddings', 'rerank', 'models'],
    chat: inTemplate,
  },
  {
    id: 'llamacpp',
    name: 'llama.cpp',
    aliases: ['llama-cpp'],
    keyless: true,
    root: '/v1',
    operations: ['chat', 'completions', 'responses', 'embeddings', 'rerank', 'transcriptions', 'models'],
    chat: inTemplate,
    faults: { unavailable_error: 'overloaded', not_supported_error: 'unsupported_operation' },
  },
  {
    id: 'lmstudio',
    name: 'LM Studio',
    aliases: ['lm-studio'],
    keyless: true,
    root: '/v1',
    operations: ['chat', 'completions', 'responses', 'embeddings', 'models'],
    chat: lmStudio,
  },
  { id: 'mistralrs', name: 'mistral.rs', keyless: true, root: '/v1', operations: ['chat', 'completions', 'models'], chat: inTemplate },
];
