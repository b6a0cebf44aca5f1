import type { Model } from '@sluice/provider-sdk';

/**
 * None: the router's models and their prices are those of whoever serves them that day, and the litellm price table of
 * 2026-07-24, from which the other catalogues are made, has no row for it.
 */
export const models: readonly Model[] = [];
