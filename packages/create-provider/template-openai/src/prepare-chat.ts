import type { JsonObject } from '@sluice/provider-sdk';

/** Takes out what this provider is known to refuse, and nothing else: what nobody here has heard of should still work. */
export function prepareChat(body: JsonObject): void {
  body.drop('logit_bias');
}
