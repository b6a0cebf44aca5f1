import { defineProvider, optional, secret, text, type WireRequest } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { prepareChat } from './prepare-chat.ts';
import { readFault } from './read-fault.ts';
import { models as catalogue } from './models.ts';

const { chat, completions, embeddings, responses, transcriptions, models } = openAIOperations;

interface Site {
  readonly siteURL?: string | undefined;
  readonly siteTitle?: string | undefined;
}

/** By these OpenRouter tells who sends what, in its rankings; what a caller says of itself comes first. */
const fromSite = (request: WireRequest, { siteURL, siteTitle }: Site): WireRequest => ({
  ...request,
  headers: { ...(siteURL !== undefined && { 'http-referer': siteURL }), 'x-title': siteTitle ?? 'Sluice', ...request.headers },
});

const withKey = bearer('apiKey');

/** OpenRouter. Source: openrouter.ai/docs, as of 2026-11; recorded traffic, 2025 and 2026. */
export default defineProvider({
  id: 'openrouter',
  name: 'OpenRouter',
  aliases: ['open-router'],
  fields: {
    apiKey: secret('API key'),
    siteURL: optional(text('Address of your site', { env: ['OR_SITE_URL'] })),
    siteTitle: optional(text('Name of your site', { env: ['OR_APP_NAME'] })),
  },
  baseURL: 'https://openrouter.ai/api',
  models: catalogue,
  authorize: (request, settings) => withKey(fromSite(request, settings), settings),
  readFault,
  differences,
  passHeaders: ['http-referer', 'x-title', 'x-openrouter-title', 'x-anthropic-beta'],
  operations: {
    // Counts come at the end of every stream, unasked (recorded streams, 2025 and 2026).
    chat: {
      ...chat,
      path: '/v1/chat/completions',
      streamUsage: 'always',
      prepare: prepareChat,
      takes: ['cache_control', 'reasoning_content', 'reasoning_details', 'provider_tools', 'top_k'],
    },
    completions: { ...completions, path: '/v1/completions', streamUsage: 'always' },
    embeddings: { ...embeddings, path: '/v1/embeddings' },
    responses: { ...responses, path: '/v1/responses' },
    messages: { dialect: 'anthropic-messages', path: '/v1/messages', streamUsage: 'always' },
    rerank: { dialect: 'rerank', path: '/v1/rerank' },
    transcriptions: { ...transcriptions, path: '/v1/audio/transcriptions' },
    models: { ...models, path: '/v1/models' },
  },
});
