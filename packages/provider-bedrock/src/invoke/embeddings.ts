import { FaultError, type Answer, type Codec, type Json } from '@sluice/provider-sdk';
import { badRequest, cannot, countIn, isJson, stringAt } from '@sluice/provider-sdk/chat';
import { modelPath } from '../address.ts';
import type { BedrockFields } from '../fields.ts';
import { embeddingModel, type EmbeddingModel } from './embedding-models.ts';

/** OpenAI's embeddings by InvokeModel, which speaks each model's own language. */
export const embeddings: Codec<BedrockFields> = {
  request: (call, { model }) => {
    const format = stringAt(call, 'encoding_format') ?? 'float';
    if (format !== 'float' && format !== 'base64') throw badRequest('encoding_format', 'must be float or base64');
    return { path: modelPath(model, 'invoke'), headers: { accept: 'application/json' }, body: known(model).write(call) };
  },
  reply: (answer, { call, target }) => {
    const vectors = isJson(answer.json) ? known(target.model).read(answer.json) : [];
    if (vectors.length === 0) throw unreadable();
    const write = call['encoding_format'] === 'base64' ? base64 : (vector: readonly number[]) => vector;
    const tokens = tokensIn(answer);
    return {
      object: 'list',
      data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: write(numbers(vector)) })),
      model: target.model ?? '',
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  },
};

function known(model: string | undefined): EmbeddingModel {
  const found = embeddingModel(model ?? '');
  if (!found) throw cannot('model', 'is no model of Bedrock that embeds and is known here');
  return found;
}

function numbers(vector: unknown): readonly number[] {
  if (Array.isArray(vector) && vector.every((each) => typeof each === 'number')) return vector;
  throw unreadable();
}

const unreadable = () => new FaultError({ kind: 'unreadable_reply', message: 'the provider answered without embeddings' });

/** OpenAI's other form: 32-bit floats, the low byte first. */
const base64 = (vector: readonly number[]): string => {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
};

/** Titan counts in its reply, all of them in a header (recorded replies, 2026). */
function tokensIn({ json, headers }: Answer): number {
  const told = Number(headers['x-amzn-bedrock-input-token-count'] ?? NaN);
  return countIn((json as Json)['inputTextTokenCount']) ?? (Number.isFinite(told) ? told : 0);
}
