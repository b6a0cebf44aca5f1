import type { Operation, Operations } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import type { fields } from './fields.ts';

const { realtime: _, ...recordable } = openAIOperations;

/** What was recorded tells its counts or does not: nothing is asked of it that would make the request another. */
const asItWas = <const O extends Operation>(operation: O) => ({ ...operation, streamUsage: 'always' }) as const;

/** Every address whose answers are no sockets, each in its own words, so that nothing is translated. */
export const operations: Operations<typeof fields> = {
  ...recordable,
  chat: asItWas(recordable.chat),
  completions: asItWas(recordable.completions),
  responses: asItWas(recordable.responses),
  messages: { dialect: 'anthropic-messages', path: '/messages', streamUsage: 'always' },
  countTokens: { dialect: 'anthropic-count-tokens', path: '/messages/count_tokens' },
  rerank: { dialect: 'rerank', path: '/rerank' },
};
