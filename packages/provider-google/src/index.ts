import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'google', name: 'Google Gemini', fields: { apiKey: secret('API key') }, operations: {} });
