import { nomicEmbeddings } from '../codecs/nomic-embeddings.ts';
import { segmindImages } from '../codecs/segmind-images.ts';
import { stabilityImages } from '../codecs/stability-images.ts';
import { voyageRerank } from '../codecs/voyage-rerank.ts';
import type { Preset } from '../preset.ts';
import { optional, text } from '@sluice/provider-sdk';
import { prepareVoyage, voyageDifferences } from '../prepare/voyage.ts';

const stability = (label: string, header: string) => optional(text(label, { header }));

/** Those that sell one thing: embeddings, an order of documents, or pictures. */
export const media: readonly Preset[] = [
  { id: 'jina', name: 'Jina', base: 'https://api.jina.ai/v1', env: ['JINA_API_KEY'], operations: ['embeddings', 'rerank'] },
  {
    id: 'nomic',
    name: 'Nomic',
    base: 'https://api-atlas.nomic.ai/v1',
    own: { embeddings: { dialect: 'openai-embeddings', codec: nomicEmbeddings } },
  },
  { id: 'recraft-ai', name: 'Recraft', aliases: ['recraft'], base: 'https://external.api.recraft.ai/v1', operations: ['images'] },
  {
    id: 'segmind',
    name: 'Segmind',
    base: 'https://api.segmind.com/v1',
    keyIn: 'x-api-key',
    own: { images: { dialect: 'openai-images', codec: segmindImages } },
  },
  {
    id: 'stability-ai',
    name: 'Stability AI',
    aliases: ['stability'],
    base: 'https://api.stability.ai',
    env: ['STABILITY_API_KEY'],
    fields: {
      clientId: stability('Client', 'stability-client-id'),
      clientUserId: stability('User of the client', 'stability-client-user-id'),
      clientVersion: stability('Version of the client', 'stability-client-version'),
    },
    own: { images: { dialect: 'openai-images', codec: stabilityImages } },
  },
  {
    id: 'voyage',
    name: 'Voyage',
    base: 'https://api.voyageai.com/v1',
    env: ['VOYAGE_API_KEY'],
    own: {
      embeddings: { dialect: 'openai-embeddings', path: '/embeddings', prepare: prepareVoyage },
      rerank: { dialect: 'rerank', codec: voyageRerank },
    },
    differences: voyageDifferences,
  },
];
