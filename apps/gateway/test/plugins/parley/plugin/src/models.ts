import type { Model } from '@sluice/provider-sdk';

/** Prices and sizes are not published. Source: `GET /parley/v2/engines`, 2026-11-23. */
export const models: readonly Model[] = [
  { id: 'orator-2', supports: ['chat', 'tools', 'json', 'json_schema', 'vision', 'prompt_caching'] },
];
