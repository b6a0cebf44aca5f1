import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'vertex-ai', name: 'Google Vertex AI', fields: { apiKey: secret('API key') }, operations: {} });
