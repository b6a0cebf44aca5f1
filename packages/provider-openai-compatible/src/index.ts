import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'openai-compatible', name: 'OpenAI-compatible providers', fields: { apiKey: secret('API key') }, operations: {} });
