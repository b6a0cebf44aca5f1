import { generatedImages, predictedImages } from '@sluice/codec-gemini';
import type { ModelChoice, Translated } from '@sluice/provider-sdk';
import { host } from './host.ts';

const predicted: Translated = { dialect: 'openai-images', codec: predictedImages(host) };
const generated: Translated = { dialect: 'openai-images', codec: generatedImages(host) };

/** Imagen draws when asked to predict, Gemini's image models in a chat; others do not draw. */
export const images: ModelChoice = {
  choose: (model) => (model === undefined || /image(?!n)/i.test(model) ? generated : /imagen/i.test(model) ? predicted : undefined),
};
