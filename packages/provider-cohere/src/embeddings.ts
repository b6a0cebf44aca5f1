import { FaultError, type Answer, type Asked, type Codec, type Draft, type Json, type Target } from '@sluice/provider-sdk';
import { cannot, compact, countIn, isJson, jsonIn, listIn, stringAt, sumOf } from '@sluice/provider-sdk/chat';
import { readVectors } from './vectors.ts';

/** `/v2/embed`. Source: cohere-typescript, V2EmbedRequest and EmbedByTypeResponse, 2026-08-18. */
export const embeddingsCodec: Codec = { request: writeRequest, reply: readReply };

/** OpenAI's members that have another name or none here; all others, `truncate` and `images` among them, are Cohere's own. */
const READ: ReadonlySet<string> = new Set(['model', 'input', 'dimensions', 'encoding_format', 'user']);

function writeRequest(call: Json, target: Target): Draft {
  const own = Object.entries(call).filter(([name, value]) => !READ.has(name) && value !== null);
  return {
    path: '/v2/embed',
    body: {
      // Cohere must know what the vectors are for; what OpenAI's callers mostly do with them is to store them.
      input_type: 'search_document',
      embedding_types: [stringAt(call, 'encoding_format') === 'base64' ? 'base64' : 'float'],
      ...compact({ output_dimension: call['dimensions'] ?? undefined }),
      ...Object.fromEntries(own),
      ...writeInput(call['input']),
      model: target.model ?? call['model'],
    },
  };
}

function writeInput(input: unknown): Json {
  if (input === undefined || input === null) return {};
  const items = Array.isArray(input) ? listIn(input) : [input];
  if (items.every((item) => typeof item === 'string')) return { texts: items };
  return { inputs: items.map((item, index) => ({ content: writeContent(item, Array.isArray(input) ? `input[${index}]` : 'input') })) };
}

/** Text and pictures together, as one thing to embed. */
function writeContent(item: unknown, path: string): readonly Json[] {
  if (typeof item === 'string') return [{ type: 'text', text: item }];
  if (!isJson(item)) throw cannot(path, 'Cohere embeds text and pictures; it does not take tokens');
  if (Array.isArray(item['content']))
    return listIn(item['content']).flatMap((part, index) => writeContent(part, `${path}.content[${index}]`));
  const image = jsonIn(item['image_url']) ?? jsonIn(item['image']);
  const url = image?.['url'] ?? image?.['base64'] ?? item['image_url'];
  const parts = [
    ...(typeof item['text'] === 'string' ? [{ type: 'text', text: item['text'] }] : []),
    ...(typeof url === 'string'
      ? [{ type: 'image_url', image_url: { url: /^(?:data|https?):/.test(url) ? url : `data:image/png;base64,${url}` } }]
      : []),
  ];
  if (parts.length === 0) throw cannot(path, 'Cohere embeds text and pictures; give "text" or "image_url"');
  return parts;
}

function readReply({ json }: Answer, { call, target }: Asked): Json {
  const answer = jsonIn(json);
  const given = answer?.['embeddings'];
  if (!answer || given === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "embeddings"' });
  const billed = jsonIn(jsonIn(answer['meta'])?.['billed_units']);
  const tokens = sumOf(countIn(billed?.['input_tokens']), countIn(billed?.['image_tokens'])) ?? 0;
  const types = Object.keys(jsonIn(given) ?? {});
  return {
    object: 'list',
    data: readVectors(given, call['encoding_format'] === 'base64').map((embedding, index) => ({ object: 'embedding', index, embedding })),
    model: target.model ?? '',
    usage: { prompt_tokens: tokens, total_tokens: tokens },
    // Who asked for several kinds at once finds all of them here.
    ...(types.length > 1 && { extras: { embeddings: given } }),
  };
}
