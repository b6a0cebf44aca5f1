import { FaultError, type Codec, type Json } from '@sluice/provider-sdk';
import { cannot, isJson, textIn } from '@sluice/provider-sdk/chat';

/**
 * Pictures are made by a workflow of each model's own, one at a time, and told in base64.
 * Source: docs.fireworks.ai, text to image, as of 2026-11.
 */
export const images: Codec = {
  request(call, { model }) {
    if (typeof call['n'] === 'number' && call['n'] > 1) throw cannot('n', 'Fireworks makes one picture for a request');
    if (call['response_format'] === 'url') throw cannot('response_format', 'Fireworks tells pictures in base64 only: ask for b64_json');
    const { model: _model, size, n: _n, response_format: _format, ...rest } = call;
    return {
      path: `/workflows/${model ?? ''}/text_to_image`,
      headers: { accept: 'application/json' },
      body: { ...rest, ...shapeOf(size) },
    };
  },
  reply({ json }, { createdS }) {
    const found = isJson(json) ? json['base64'] : undefined;
    const pictures = (Array.isArray(found) ? (found as readonly unknown[]) : [found]).filter((each) => textIn(each) !== undefined);
    if (pictures.length === 0) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer came without a picture' });
    return { created: createdS, data: pictures.map((picture) => ({ b64_json: bare(picture as string) })) };
  },
};

/** Some come as a data URL. */
const bare = (picture: string) => (picture.startsWith('data:') ? picture.slice(picture.indexOf(',') + 1) : picture);

/** The shapes that there are; a size is taken for the one nearest to it. */
const SHAPES: readonly (readonly [name: string, ratio: number])[] = [
  '1:1',
  '21:9',
  '16:9',
  '3:2',
  '5:4',
  '4:5',
  '2:3',
  '9:16',
  '9:21',
  '4:3',
  '3:4',
].map((name) => [name, Number(name.split(':')[0]) / Number(name.split(':')[1])]);

function shapeOf(size: unknown): Json {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(textIn(size) ?? '') ?? [];
  if (width === undefined || height === undefined || Number(height) === 0) return {};
  const wanted = Number(width) / Number(height);
  const [nearest] = [...SHAPES].sort(([, one], [, other]) => Math.abs(one - wanted) - Math.abs(other - wanted));
  return { aspect_ratio: nearest![0] };
}
