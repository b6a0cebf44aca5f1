import type { JsonObject } from '@sluice/provider-sdk';
import { countTokens } from './text.ts';

const DEFAULT_DIMENSIONS = 8;

/** One vector an input, made of the input's bytes: equal texts have equal vectors. */
export function embeddingsReply(body: JsonObject) {
  const input = body.get('input');
  const texts = (Array.isArray(input) ? input : [input]).map((each: unknown) =>
    typeof each === 'string' ? each : JSON.stringify(each ?? ''),
  );
  const wanted = body.get('dimensions');
  const dimensions = typeof wanted === 'number' && wanted > 0 && wanted <= 4096 ? Math.floor(wanted) : DEFAULT_DIMENSIONS;
  const asBase64 = body.get('encoding_format') === 'base64';
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  return {
    object: 'list',
    data: texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: asBase64 ? base64(vector(text, dimensions)) : [...vector(text, dimensions)],
    })),
    model: body.text('model') ?? 'mock',
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function vector(text: string, dimensions: number): Float32Array {
  const values = new Float32Array(dimensions);
  for (const [index, byte] of Buffer.from(text).entries()) values[index % dimensions]! += byte / 255;
  const length = Math.hypot(...values) || 1;
  return values.map((value) => value / length);
}

const base64 = (values: Float32Array) => Buffer.from(values.buffer).toString('base64');
