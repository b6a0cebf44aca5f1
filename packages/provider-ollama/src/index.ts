import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'ollama', name: 'Ollama', fields: { apiKey: secret('API key') }, operations: {} });
