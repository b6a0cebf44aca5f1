import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'mistral-ai', name: 'Mistral AI', fields: { apiKey: secret('API key') }, operations: {} });
