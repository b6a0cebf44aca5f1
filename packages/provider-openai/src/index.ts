import { defineProvider, optional, secret, text } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import type { WireRequest } from '@sluice/provider-sdk';
import { differences } from './differences.ts';
import { models } from './models.ts';
import { prepareChat } from './prepare-chat.ts';

interface Membership {
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
  readonly beta?: string | undefined;
}

const asMember = (request: WireRequest, { organization, project, beta }: Membership): WireRequest => {
  if (organization === undefined && project === undefined && beta === undefined) return request;
  return {
    ...request,
    headers: {
      ...request.headers,
      ...(organization !== undefined && { 'openai-organization': organization }),
      ...(project !== undefined && { 'openai-project': project }),
      ...(beta !== undefined && { 'openai-beta': beta }),
    },
  };
};

const withKey = bearer('apiKey');

/** OpenAI. Whoever else speaks its language at a custom host is better called `openai-compatible`, which leaves nothing out. Source: openai-node of 2026-08-21. */
export default defineProvider({
  id: 'openai',
  name: 'OpenAI',
  aliases: ['open-ai'],
  stability: 'stable',
  fields: {
    apiKey: secret('API key'),
    organization: optional(text('Organization', { header: 'openai-organization', env: ['OPENAI_ORG_ID'] })),
    project: optional(text('Project', { header: 'openai-project', env: ['OPENAI_PROJECT_ID'] })),
    beta: optional(text('Beta features', { header: 'openai-beta' })),
  },
  baseURL: 'https://api.openai.com/v1',
  authorize: (request, settings) => withKey(asMember(request, settings), settings),
  readFault: readOpenAIFault,
  models,
  differences,
  passHeaders: ['openai-organization', 'openai-project', 'openai-beta', 'idempotency-key', 'x-client-request-id'],
  // OpenAI's models take an assistant message at the end for a turn that is over (API reference and forum, 2026-08).
  operations: {
    ...openAIOperations,
    chat: { ...openAIOperations.chat, prepare: prepareChat, takes: ['max_completion_tokens'], ignoresPrefill: true },
  },
});
