import type { Model } from '@sluice/provider-sdk';

/**
 * To be replaced by yours. Prices are US dollars per million tokens; leave out what you do not know. A model that is not
 * listed is served all the same. Source: the page with the prices, and the day on which you read it.
 */
export const models: readonly Model[] = [
  { id: 'talk-1', context: 32_768, supports: ['chat', 'tools'], price: { input: 0.2, output: 0.6 } },
];
