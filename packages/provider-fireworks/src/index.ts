import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'fireworks-ai', name: 'Fireworks AI', fields: { apiKey: secret('API key') }, operations: {} });
