import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'x-ai', name: 'xAI', fields: { apiKey: secret('API key') }, operations: {} });
