import { FaultError, type Codec, type Draft, type Json, type Target } from '@sluice/provider-sdk';
import { cannot, compact, countIn, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** `/api/embed`. Source: Ollama, docs/openapi.yaml, 2026. */
export const embeddingsCodec: Codec = {
  request: writeRequest,
  reply: ({ json }, { call, target }) => {
    const answer = jsonIn(json) ?? {};
    // The older `/api/embeddings` gives one vector.
    const vectors = Array.isArray(answer['embeddings']) ? listIn(answer['embeddings']) : [answer['embedding']];
    if (!vectors.every(Array.isArray)) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "embeddings"' });
    const tokens = countIn(answer['prompt_eval_count']) ?? 0;
    const form = call['encoding_format'] === 'base64' ? packed : (vector: unknown) => vector;
    return {
      object: 'list',
      data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: form(vector) })),
      model: textIn(answer['model']) ?? target.model ?? '',
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  },
};

/** Members of OpenAI's that mean nothing here; `truncate`, `options` and `keep_alive` are Ollama's own. */
const READ: ReadonlySet<string> = new Set(['encoding_format', 'user']);

function writeRequest(call: Json, target: Target): Draft {
  const { input } = call;
  const wrong = listIn(input).findIndex((item) => typeof item !== 'string');
  if (wrong >= 0 || (typeof input !== 'string' && !Array.isArray(input))) {
    throw cannot(wrong >= 0 ? `input[${wrong}]` : 'input', 'Ollama embeds text; it does not take tokens');
  }
  const own = Object.entries(call).filter(([name, value]) => !READ.has(name) && value !== null);
  return { path: '/api/embed', body: { ...Object.fromEntries(own), ...compact({ model: target.model }), input } };
}

/** OpenAI's base64: the floats, four bytes each, the lowest first. */
function packed(vector: unknown): string {
  const bytes = Buffer.alloc(listIn(vector).length * 4);
  for (const [index, value] of listIn(vector).entries()) bytes.writeFloatLE(typeof value === 'number' ? value : 0, index * 4);
  return bytes.toString('base64');
}
