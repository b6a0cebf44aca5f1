import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'openrouter', name: 'OpenRouter', fields: { apiKey: secret('API key') }, operations: {} });
