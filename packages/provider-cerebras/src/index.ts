import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'cerebras', name: 'Cerebras', fields: { apiKey: secret('API key') }, operations: {} });
