import { FaultError, type Codec } from '@sluice/provider-sdk';
import { cannot, isJson } from '@sluice/provider-sdk/chat';
import { modelPath } from '../address.ts';
import type { BedrockFields } from '../fields.ts';
import { imageModel, refuseImages, type ImageModel } from './image-models.ts';

/** OpenAI's images by InvokeModel. */
export const images: Codec<BedrockFields> = {
  request: (call, { model }) => {
    refuseImages(call);
    return { path: modelPath(model, 'invoke'), headers: { accept: 'application/json' }, body: known(model).write(call) };
  },
  reply: ({ json }, { target, createdS }) => {
    const read = isJson(json) ? known(target.model).read(json) : undefined;
    // Where only some of the pictures were held back, those that are there are the answer.
    if (read && read.images.length > 0) return { created: createdS, data: read.images.map((image) => ({ b64_json: image })) };
    if (read?.refusal === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'the provider answered without pictures' });
    throw new FaultError({ kind: 'content_refused', message: read.refusal });
  },
};

function known(model: string | undefined): ImageModel {
  const found = imageModel(model ?? '');
  if (!found) throw cannot('model', 'is no model of Bedrock that makes pictures and is known here');
  return found;
}
