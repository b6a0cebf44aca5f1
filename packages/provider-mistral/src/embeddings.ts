import type { JsonObject } from '@sluice/provider-sdk';

/** What it does not know it refuses with 422. Source: mistralai/client-ts, EmbeddingRequest, 2026-08-05. */
export function prepareEmbeddings(body: JsonObject): void {
  body.rename('dimensions', 'output_dimension');
  body.drop('user');
}
