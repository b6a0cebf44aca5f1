import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'cohere', name: 'Cohere', fields: { apiKey: secret('API key') }, operations: {} });
