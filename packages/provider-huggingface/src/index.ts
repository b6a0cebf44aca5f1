import { defineProvider, secret } from '@sluice/provider-sdk';

export default defineProvider({ id: 'huggingface', name: 'Hugging Face', fields: { apiKey: secret('API key') }, operations: {} });
