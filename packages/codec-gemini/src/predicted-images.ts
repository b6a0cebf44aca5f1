import { FaultError, type Codec, type Fields } from '@sluice/provider-sdk';
import { compact, isJson, listIn, textIn } from '@sluice/provider-sdk/chat';
import { aspectRatioFor } from './aspect-ratio.ts';
import { camelCase } from './camel-case.ts';
import { modelOf, type GeminiHost } from './host.ts';
import { imageReply, readImageCall } from './image-call.ts';
import { answerIn, unreadable } from './reply.ts';

/** Source: ai.google.dev, Imagen, 2026-08. */
const RATIOS = ['1:1', '3:4', '4:3', '9:16', '16:9'];

/** Parameters of Imagen's own, that its users put beside OpenAI's. */
const OWN = ['negative_prompt', 'person_generation', 'safety_setting', 'add_watermark', 'enhance_prompt', 'sample_image_size', 'language'];

/** Images by `:predict`. */
export const predictedImages = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const { prompt, count, size, mimeType } = readImageCall(call);
    const own = compact(Object.fromEntries(OWN.map((name) => [camelCase(name), call[name] ?? call[camelCase(name)]])));
    const parameters = {
      sampleCount: count,
      ...compact({ aspectRatio: aspectRatioFor(size, RATIOS), outputOptions: mimeType && { mimeType }, seed: call['seed'] }),
      ...own,
    };
    return { path: host.path(model, 'predict', target), body: { instances: [{ prompt }], parameters } };
  },
  reply({ json }, asked) {
    const predictions = listIn(answerIn(json)['predictions']).filter(isJson);
    const pictures = predictions.map((each) => textIn(each['bytesBase64Encoded'])).filter((each) => each !== undefined);
    if (pictures.length > 0) return imageReply(asked.createdS, pictures);
    const filtered = predictions.map((each) => textIn(each['raiFilteredReason'])).find((each) => each !== undefined);
    // What was filtered out is left out, down to an answer with nothing in it.
    if (filtered !== undefined || predictions.length === 0) {
      throw new FaultError({ kind: 'content_refused', message: filtered ?? 'the provider’s filters let no picture through' });
    }
    throw unreadable('the provider’s answer holds no picture');
  },
});
