import { FaultError, type Codec, type Json } from '@sluice/provider-sdk';
import { cannot, isJson, listIn, textIn } from '@sluice/provider-sdk/chat';

/**
 * Perplexity's embeddings are bytes, a signed number for each dimension, in base64; OpenAI's are numbers, or 32-bit floats
 * in base64. Source: docs.perplexity.ai, embeddings, as of 2026-11; a recorded reply, 2026.
 */
export const embeddings: Codec = {
  request(call) {
    const { encoding_format: format, user: _user, ...rest } = call;
    if (isOther(format)) throw cannot('encoding_format', 'must be float or base64');
    return { path: '/v1/embeddings', body: { ...rest, encoding_format: 'base64_int8' } };
  },
  reply({ json }, { call }) {
    if (!isJson(json) || !Array.isArray(json['data'])) {
      throw new FaultError({ kind: 'unreadable_reply', message: 'the embeddings came without a list of them' });
    }
    const asFloats = call['encoding_format'] === 'base64' ? packed : (numbers: readonly number[]) => numbers;
    const data = listIn(json['data']).map((each) => (isJson(each) ? withNumbers(each, asFloats) : each));
    return { ...json, object: 'list', data };
  },
};

const isOther = (format: unknown) => format !== undefined && format !== null && format !== 'float' && format !== 'base64';

function withNumbers(item: Json, asFloats: (numbers: readonly number[]) => unknown): Json {
  const bytes = textIn(item['embedding']);
  if (bytes === undefined) return item;
  // Scaled so that 127 is one; angles, which are all that is compared, are the same at any scale.
  const numbers = [...new Int8Array(Buffer.from(bytes, 'base64'))].map((each) => each / 127);
  return { object: 'embedding', ...item, embedding: asFloats(numbers) };
}

function packed(numbers: readonly number[]): string {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, each] of numbers.entries()) bytes.writeFloatLE(each, index * 4);
  return bytes.toString('base64');
}
