import type { Model } from '@sluice/provider-sdk';

export const models: readonly Model[] = [
  {
    id: 'mock',
    context: 1_000_000,
    supports: ['chat', 'tools', 'vision', 'json', 'json_schema', 'embeddings'],
    price: { input: 0, output: 0 },
  },
];
