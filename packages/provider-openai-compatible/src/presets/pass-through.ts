import type { Preset } from '../preset.ts';

/** Those that are no language models: what they can do is asked in their own words, by pass-through calls. */
export const passThrough: readonly Preset[] = [
  { id: 'meshy', name: 'Meshy', base: 'https://api.meshy.ai/openapi/v1' },
  { id: 'milvus', name: 'Milvus', keyless: true },
  { id: 'pinecone', name: 'Pinecone', base: 'https://api.pinecone.io', keyIn: 'api-key', passHeaders: ['x-pinecone-api-version'] },
  { id: 'qdrant', name: 'Qdrant', keyIn: 'api-key', keyless: true },
  { id: 'replicate', name: 'Replicate', base: 'https://api.replicate.com/v1', env: ['REPLICATE_API_TOKEN'], passHeaders: ['prefer'] },
  { id: 'tripo3d', name: 'Tripo', base: 'https://api.tripo3d.ai/v2/openapi' },
];
