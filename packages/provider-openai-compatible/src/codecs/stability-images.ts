import { FaultError, type Codec } from '@sluice/provider-sdk';
import { cannot, isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';
import { sizeOf } from './size.ts';

/**
 * Stability's first generation of models, which take JSON; the later ones take forms and are there for pass-through calls.
 * Source: platform.stability.ai, v1 text-to-image, as of 2026-11.
 */
export const stabilityImages: Codec = {
  request({ model: _model, prompt, n, size, style, response_format: format, user: _user, quality: _quality, ...rest }, { model }) {
    if (LATER.test(model ?? ''))
      throw cannot('model', `${model ?? ''} takes forms, not JSON; call /v2beta/stable-image/generate/… by pass-through`);
    if (format === 'url') throw cannot('response_format', 'Stability tells pictures in base64 only: ask for b64_json');
    return {
      path: `/v1/generation/${encodeURIComponent(model ?? '')}/text-to-image`,
      headers: { accept: 'application/json' },
      body: {
        ...rest,
        text_prompts: [{ text: prompt, weight: 1 }],
        ...(typeof n === 'number' && { samples: n }),
        ...sizeOf(size),
        ...(textIn(style) !== undefined && { style_preset: style }),
      },
    };
  },
  reply({ json }, { createdS }) {
    const artifacts = isJson(json) ? listIn(json['artifacts']).map(jsonIn) : [];
    const pictures = artifacts.filter((each) => textIn(each?.['base64']) !== undefined && each?.['finishReason'] !== 'CONTENT_FILTERED');
    if (pictures.length > 0) return { created: createdS, data: pictures.map((each) => ({ b64_json: each!['base64'] })) };
    if (artifacts.length > 0) throw new FaultError({ kind: 'content_refused', message: 'the provider’s filter held the picture back' });
    throw new FaultError({ kind: 'unreadable_reply', message: 'the answer came without a picture' });
  },
};

const LATER = /^(?:sd3|core$|ultra$|stable-image)/;
