import { FaultError, type Codec, type Fields, type Json } from '@sluice/provider-sdk';
import { cannot, countIn, isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';
import { aspectRatioFor } from './aspect-ratio.ts';
import { blockReason } from './blocked.ts';
import { finishOf, nativeFinish } from './finish.ts';
import { modelOf, type GeminiHost } from './host.ts';
import { imageReply, readImageCall } from './image-call.ts';
import { partsOf } from './parts.ts';
import { answerIn } from './reply.ts';
import { usageIn } from './usage.ts';

/** Source: ai.google.dev, image generation, 2026-08. */
const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];

/** Images by models that draw in their answer. */
export const generatedImages = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const { prompt, count, size, mimeType } = readImageCall(call);
    if (count !== 1) throw cannot('n', 'this model draws one picture for each call');
    if (mimeType === 'image/jpeg') throw cannot('output_format', 'this model draws png');
    const aspectRatio = aspectRatioFor(size, RATIOS);
    const generationConfig = { responseModalities: ['TEXT', 'IMAGE'], ...(aspectRatio !== undefined && { imageConfig: { aspectRatio } }) };
    const body = { contents: [{ role: 'user', parts: [{ text: prompt }] }], generationConfig };
    return { path: host.path(model, 'generateContent', target), body };
  },
  reply({ json }, asked) {
    const answer = answerIn(json);
    const candidates = listIn(answer['candidates']).filter(isJson);
    const pictures = candidates.flatMap(picturesOf);
    if (pictures.length === 0) throw noPicture(answer, candidates[0] ?? {});
    return imageReply(asked.createdS, pictures, imageUsage(usageIn(answer['usageMetadata'])));
  },
});

const picturesOf = (candidate: Json): readonly string[] =>
  partsOf(candidate).flatMap((part) => {
    const url = part.kind === 'image' ? textIn(jsonIn(part.image['image_url'])?.['url']) : undefined;
    return url === undefined ? [] : [url.slice(url.indexOf(',') + 1)];
  });

function noPicture(answer: Json, candidate: Json): FaultError {
  const native = nativeFinish(candidate);
  const refused = blockReason(answer) !== undefined || (native !== undefined && finishOf(native, false) === 'content_filter');
  const said = partsOf(candidate).flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const message =
    textIn(candidate['finishMessage']) ?? (said.join('') || `the model drew nothing (${blockReason(answer) ?? native ?? 'no reason'})`);
  return new FaultError({ kind: refused ? 'content_refused' : 'generation_failed', message, code: native?.toLowerCase() });
}

/** Counts under the names that OpenAI's image API has for them. */
function imageUsage(usage: Json | undefined): Json | undefined {
  const [input, output] = [countIn(usage?.['prompt_tokens']) ?? 0, countIn(usage?.['completion_tokens']) ?? 0];
  return usage && { input_tokens: input, output_tokens: output, total_tokens: input + output };
}
