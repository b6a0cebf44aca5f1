import type { Difference, JsonObject } from '@sluice/provider-sdk';

/** What is done to a chat request, and what that comes to for whoever sends it. */
export interface Preparation {
  readonly prepare: (body: JsonObject) => void;
  readonly differences: readonly Difference[];
}
