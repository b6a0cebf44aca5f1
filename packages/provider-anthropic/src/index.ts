import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'anthropic', name: 'Anthropic', fields: { apiKey: secret('API key') }, operations: {} });
