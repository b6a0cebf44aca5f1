import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'azure-openai', name: 'Azure OpenAI', fields: { apiKey: secret('API key') }, operations: {} });
