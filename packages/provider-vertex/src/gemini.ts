import {
  generatedImages,
  geminiCodec,
  geminiCountTokens,
  geminiSpeech,
  predictedEmbeddings,
  predictedImages,
  singleEmbedding,
} from '@sluice/codec-gemini';
import type { Translated } from '@sluice/provider-sdk';
import type { VertexFields } from './fields.ts';
import { host } from './host.ts';

type Operation = Translated<VertexFields>;

// A conversation that ends with the model's own words is answered, not gone on with.
export const chat: Operation = { dialect: 'openai-chat', codec: geminiCodec(host), ignoresPrefill: true };

/** Told in chat's own words, like every call that another door brings. */
export const countTokens: Operation = { dialect: 'openai-chat', codec: geminiCountTokens(host) };

const single: Operation = { dialect: 'openai-embeddings', codec: singleEmbedding(host) };
const predicted: Operation = { dialect: 'openai-embeddings', codec: predictedEmbeddings(host) };

/** Only the second of Gemini's own embedding models has left `:predict`; what embeds pictures beside text answers in another form. */
export const embeddingsFor = (name: string): Operation | undefined =>
  /^gemini-embedding-(?!001)/.test(name) ? single : name.startsWith('multimodal') ? undefined : predicted;

const drawn: Operation = { dialect: 'openai-images', codec: generatedImages(host) };
const predictedDrawing: Operation = { dialect: 'openai-images', codec: predictedImages(host) };

export const imagesFor = (name: string): Operation | undefined =>
  name.startsWith('imagen') ? predictedDrawing : /image/.test(name) ? drawn : undefined;

const spoken: Operation = { dialect: 'openai-speech', codec: geminiSpeech(host) };

export const speechFor = (name: string): Operation | undefined => (/tts/.test(name) ? spoken : undefined);
