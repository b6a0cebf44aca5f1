import { FaultError, type Codec } from '@sluice/provider-sdk';
import { cannot, isJson, textIn } from '@sluice/provider-sdk/chat';
import { sizeOf } from './size.ts';

/** Segmind's pictures: an address for each model, answered in base64 when that is asked for. Source: docs.segmind.com, as of 2026-11. */
export const segmindImages: Codec = {
  request({ model: _model, n, size, response_format: format, ...rest }, { model }) {
    if (format === 'url') throw cannot('response_format', 'Segmind tells pictures in base64 only: ask for b64_json');
    const shape = sizeOf(size);
    return {
      path: `/${encodeURIComponent(model ?? '')}`,
      body: {
        ...rest,
        ...(typeof n === 'number' && { samples: n }),
        ...(shape !== undefined && { img_width: shape.width, img_height: shape.height }),
        base64: true,
      },
    };
  },
  reply({ json, headers, bytes }, { createdS }) {
    const image = isJson(json) ? json['image'] : undefined;
    const pictures = (Array.isArray(image) ? (image as readonly unknown[]) : [image]).filter((each) => textIn(each) !== undefined);
    // Some models answer with the picture itself whatever is asked.
    if (headers['content-type']?.startsWith('image/') === true) pictures.push(Buffer.from(bytes).toString('base64'));
    if (pictures.length === 0) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer came without a picture' });
    return { created: createdS, data: pictures.map((picture) => ({ b64_json: picture })) };
  },
};
