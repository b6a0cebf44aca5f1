import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'together-ai', name: 'Together AI', fields: { apiKey: secret('API key') }, operations: {} });
