import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'bedrock', name: 'Amazon Bedrock', fields: { apiKey: secret('API key') }, operations: {} });
