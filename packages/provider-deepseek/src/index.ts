import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'deepseek', name: 'DeepSeek', fields: { apiKey: secret('API key') }, operations: {} });
