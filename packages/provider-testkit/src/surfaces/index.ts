import { chat } from './chat.ts';
import { completions } from './completions.ts';
import { embeddings } from './embeddings.ts';
import type { Surface } from './feature.ts';
import { imageEdits, images, imageVariations } from './images.ts';
import { countTokens, messages } from './messages.ts';
import { models } from './models.ts';
import { moderations } from './moderations.ts';
import { rerank } from './rerank.ts';
import { responses } from './responses.ts';
import { speech, transcriptions, translations } from './speech.ts';

/** All that is tried, in the order in which it is shown. A WebSocket has no reply that could be recorded: `realtime` is not tried. */
export const SURFACES: readonly Surface[] = [
  chat,
  responses,
  messages,
  countTokens,
  completions,
  embeddings,
  rerank,
  moderations,
  images,
  imageEdits,
  imageVariations,
  speech,
  transcriptions,
  translations,
  models,
];

export type { Feature, Form, FormFile, Surface } from './feature.ts';
export { isForm } from './feature.ts';
