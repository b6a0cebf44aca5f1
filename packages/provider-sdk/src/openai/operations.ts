import type { Operation } from '../operation.ts';

/**
 * OpenAI's own operations at OpenAI's own paths, for a provider to pick from and to add to:
 * `chat: { ...openAIOperations.chat, prepare }`.
 * Source: OpenAI API reference as generated into openai-node, 2026-08-21.
 */
export const openAIOperations = {
  chat: { dialect: 'openai-chat', path: '/chat/completions', streamUsage: 'asked' },
  completions: { dialect: 'openai-completions', path: '/completions', streamUsage: 'asked' },
  embeddings: { dialect: 'openai-embeddings', path: '/embeddings' },
  moderations: { dialect: 'openai-moderations', path: '/moderations' },
  responses: { dialect: 'openai-responses', path: '/responses', streamUsage: 'always' },
  images: { dialect: 'openai-images', path: '/images/generations' },
  imageEdits: { dialect: 'openai-image-edits', path: '/images/edits' },
  imageVariations: { dialect: 'openai-image-variations', path: '/images/variations' },
  speech: { dialect: 'openai-speech', path: '/audio/speech' },
  transcriptions: { dialect: 'openai-transcriptions', path: '/audio/transcriptions' },
  translations: { dialect: 'openai-translations', path: '/audio/translations' },
  models: { dialect: 'openai-models', path: '/models' },
  realtime: { dialect: 'openai-realtime', path: '/realtime' },
} as const satisfies Record<string, Operation>;
