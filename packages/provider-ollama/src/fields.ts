import { optional, secret } from '@sluice/provider-sdk';

/** A server of one's own asks for no key; the one at ollama.com does. Source: Ollama, docs/openapi.yaml, 2026. */
export const fields = { apiKey: optional(secret('API key, for ollama.com', { env: ['OLLAMA_API_KEY'] })) };
