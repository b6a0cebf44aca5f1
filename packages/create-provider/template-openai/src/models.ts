import type { Model } from '@sluice/provider-sdk';

/**
 * To be replaced by yours. Prices are US dollars per million tokens; leave out what you do not know. A model that is not
 * listed is served all the same. Source: the page with the prices, and the day on which you read it.
 */
export const models: readonly Model[] = [
  {
    id: 'small-1',
    context: 131_072,
    supports: ['chat', 'tools', 'json', 'json_schema', 'vision', 'reasoning'],
    price: { input: 0.1, output: 0.4 },
  },
];
