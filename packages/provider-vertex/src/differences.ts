import { geminiDifferences } from '@sluice/codec-gemini';
import { messagesDifferences } from '@sluice/codec-messages';
import type { Difference } from '@sluice/provider-sdk';

/** What Gemini and Claude do not do as asked, here as elsewhere, and what only this host does otherwise. */
export const differences: readonly Difference[] = [
  ...geminiDifferences,
  ...messagesDifferences.map((difference) => ({ ...difference, example: { model: 'claude-sonnet-4-5@20250929', ...difference.example } })),
  {
    member: 'messages[].content[].image_url.url',
    fate: 'refused',
    how: 'Claude is shown pictures and documents by their bytes alone here.',
    source: 'platform.claude.com, vision, 2026-08',
    example: {
      model: 'claude-sonnet-4-5@20250929',
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }],
    },
  },
  {
    member: 'service_tier',
    fate: 'changed',
    how: 'flex and priority are asked for by headers; the default is what the project has bought.',
    source: 'Vertex AI, Flex PayGo and Priority PayGo, 2026-08',
    example: { model: 'gemini-2.5-flash', service_tier: 'flex' },
  },
  {
    member: 'messages[].content[].file.file_id',
    fate: 'refused',
    how: 'No files are kept here; documents come as data or by a gs:// address.',
    source: 'js-genai, Files, 2026-08-21',
    example: { model: 'gemini-2.5-flash', messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'files/abc' } }] }] },
  },
  {
    operation: 'embeddings',
    member: 'input',
    fate: 'refused',
    how: 'gemini-embedding-2 takes one input for each call.',
    source: 'js-genai, embedContent on Vertex, 2026-08-21',
    example: { model: 'gemini-embedding-2', input: ['a', 'b'] },
  },
  {
    member: 'logit_bias',
    fate: 'dropped',
    how: 'Mistral’s models here take none; the same goes for log-probabilities, and a seed is sent as random_seed.',
    source: 'Vertex AI, Mistral AI models, 2026-08',
    example: { model: 'mistralai.mistral-medium-3', logit_bias: { '1': 1 } },
  },
];
