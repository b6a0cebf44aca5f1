import { claudeOf, messagesCodec, messagesDifferences } from '@sluice/codec-messages';
import { defineProvider, optional, secret, text, type Fields, type ModelChoice } from '@sluice/provider-sdk';
import { authorize } from './authorize.ts';
import { readFault } from './read-fault.ts';
import { mendModelList } from './model-list.ts';
import { models } from './models.ts';

const fields = {
  apiKey: secret('API key'),
  version: optional(text('API version', { header: 'anthropic-version' })),
  beta: optional(text('Beta features, separated by commas', { header: 'anthropic-beta' })),
};

const codec = messagesCodec();
const dialect = 'openai-chat';

/** The newest models answer what was begun for them as if it had been said to them, or refuse it. */
const chat: ModelChoice<Fields> = {
  choose: (model) => (claudeOf(model).prefill ? { dialect, codec } : { dialect, codec, ignoresPrefill: true }),
};

/** Anthropic. Source: anthropic-sdk-typescript of 2026-08-19 and recorded traffic of 2024 to 2026. */
export default defineProvider({
  id: 'anthropic',
  name: 'Anthropic',
  stability: 'stable',
  fields,
  baseURL: 'https://api.anthropic.com/v1',
  authorize,
  readFault,
  models,
  differences: messagesDifferences,
  passHeaders: ['anthropic-version', 'anthropic-beta'],
  operations: {
    chat,
    messages: { dialect: 'anthropic-messages', path: '/messages', streamUsage: 'always' },
    countTokens: { dialect: 'anthropic-count-tokens', path: '/messages/count_tokens' },
    models: { dialect: 'openai-models', path: '/models', mend: mendModelList },
  },
});
