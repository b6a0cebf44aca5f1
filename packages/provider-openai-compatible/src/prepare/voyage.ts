import type { Difference, JsonObject } from '@sluice/provider-sdk';

const DOCS = 'docs.voyageai.com, text embeddings, as of 2026-11; recorded traffic, 2025';

/** Brings OpenAI's names for embeddings into Voyage's. */
export function prepareVoyage(body: JsonObject): void {
  body.rename('dimensions', 'output_dimension');
  // Numbers are what comes unless base64 is asked for; another name for them is refused.
  if (body.text('encoding_format') === 'float') body.drop('encoding_format');
  body.drop('user');
}

export const voyageDifferences: readonly Difference[] = [
  {
    operation: 'embeddings',
    member: 'dimensions',
    fate: 'dropped',
    how: 'Sent as output_dimension.',
    source: DOCS,
    example: { dimensions: 256 },
  },
  {
    operation: 'embeddings',
    member: 'encoding_format',
    fate: 'dropped',
    how: 'float is what comes unasked.',
    source: DOCS,
    example: { encoding_format: 'float' },
  },
  { operation: 'embeddings', member: 'user', fate: 'dropped', how: 'Is not known there.', source: DOCS, example: { user: 'u' } },
];
