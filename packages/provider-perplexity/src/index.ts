import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'perplexity-ai', name: 'Perplexity', fields: { apiKey: secret('API key') }, operations: {} });
