import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** One thing that a chat chunk, or a whole chat message, says. */
export type Piece =
  | { readonly kind: 'reasoning'; readonly text: string }
  /** Of the block at `index`, as in `content_blocks` of a chunk. */
  | { readonly kind: 'block'; readonly index: number; readonly delta: Json }
  /** Of `reasoning_details`. */
  | { readonly kind: 'detail'; readonly detail: Json }
  | { readonly kind: 'text'; readonly text: string; readonly logprobs: readonly unknown[] }
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'annotation'; readonly annotation: Json }
  | { readonly kind: 'image'; readonly base64: string }
  | { readonly kind: 'call'; readonly call: CallPiece };

export interface CallPiece {
  readonly index: number | undefined;
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly signature: string | undefined;
}

/**
 * What a chunk's delta or a whole message says, in the order in which it is told. Takes what providers of OpenAI's
 * dialect send in its place: thinking under two names or as a part of the content, nulls, arguments
 * that are no text.
 */
export function piecesOf(said: Json, logprobs: readonly unknown[] = []): readonly Piece[] {
  const blocks = listIn(said['content_blocks']).filter(isJson);
  const { thinking, text, refusal } = contentOf(said['content']);
  const details = listIn(said['reasoning_details']).filter(isJson);
  const detailed = details.map((detail) => textIn(detail['text']) ?? textIn(detail['summary']) ?? '').join('');
  const reasoning = (textIn(said['reasoning_content']) || textIn(said['reasoning']) || detailed) + thinking;
  const whole = wholeBlocks(blocks, text, logprobs);
  const pieces: readonly Piece[] = whole ?? [
    ...piece('reasoning', reasoning),
    ...blocks.map((block, index) => blockPiece(block, index)),
    ...details.map((detail): Piece => ({ kind: 'detail', detail })),
    ...(text === '' && logprobs.length === 0 ? [] : ([{ kind: 'text', text, logprobs }] as const)),
  ];
  return [
    ...(whole && !whole.some(({ kind }) => kind === 'reasoning') ? piece('reasoning', reasoning) : []),
    ...pieces,
    ...piece('refusal', (textIn(said['refusal']) ?? '') + refusal),
    ...listIn(said['annotations']).flatMap(citation),
    ...listIn(said['images']).flatMap(picture),
    ...callsOf(said).map((call): Piece => ({ kind: 'call', call })),
  ];
}

const piece = (kind: 'reasoning' | 'refusal', text: string): readonly Piece[] => (text === '' ? [] : [{ kind, text }]);

function blockPiece(block: Json, at: number): Piece {
  const index = typeof block['index'] === 'number' ? block['index'] : at;
  return { kind: 'block', index, delta: jsonIn(block['delta']) ?? block };
}

/** A whole message's blocks, in whose order its text and thinking stand; undefined for a chunk's, and where they do not hold the text. */
function wholeBlocks(blocks: readonly Json[], text: string, logprobs: readonly unknown[]): readonly Piece[] | undefined {
  if (!blocks.some(({ type }) => type === 'text') || blocks.some(({ delta }) => delta !== undefined) || logprobs.length > 0)
    return undefined;
  const texts = blocks.filter(({ type }) => type === 'text').map((block) => textIn(block['text']) ?? '');
  if (texts.join('') !== text) return undefined;
  return blocks.flatMap((block, index): readonly Piece[] => {
    if (block['type'] === 'text') return [{ kind: 'text', text: textIn(block['text']) ?? '', logprobs: [] }];
    return [
      ...piece('reasoning', block['type'] === 'thinking' ? (textIn(block['thinking']) ?? '') : ''),
      { kind: 'block', index, delta: block },
    ];
  });
}

function contentOf(content: unknown): { readonly thinking: string; readonly text: string; readonly refusal: string } {
  if (!Array.isArray(content)) return { thinking: '', text: textIn(content) ?? '', refusal: '' };
  const parts = (content as readonly unknown[]).map((part) =>
    typeof part === 'string' ? { type: 'text', text: part } : (jsonIn(part) ?? {}),
  );
  const joined = (type: string, text: (part: Json) => string) =>
    parts
      .filter((part) => part['type'] === type)
      .map(text)
      .join('');
  return {
    thinking: joined('thinking', (part) => textIn(part['thinking']) ?? contentOf(part['thinking']).text),
    text: joined('text', (part) => textIn(part['text']) ?? ''),
    refusal: joined('refusal', (part) => textIn(part['refusal']) ?? ''),
  };
}

function callsOf(said: Json): readonly CallPiece[] {
  const calls = listIn(said['tool_calls']).filter(isJson);
  const old = jsonIn(said['function_call']);
  return (calls.length === 0 && old ? [{ index: 0, function: old }] : calls).map((call: Json) => {
    const described = jsonIn(call['function']) ?? jsonIn(call['custom']) ?? {};
    const written = described['arguments'] ?? described['input'] ?? '';
    return {
      index: typeof call['index'] === 'number' ? call['index'] : undefined,
      id: textIn(call['id']) ?? '',
      name: textIn(described['name']) ?? '',
      text: typeof written === 'string' ? written : JSON.stringify(written),
      signature: textIn(described['thought_signature']) ?? textIn(jsonIn(jsonIn(call['extra_content'])?.['google'])?.['thought_signature']),
    };
  });
}

/** Chat holds a citation's members one level deeper. */
function citation(annotation: unknown): readonly Piece[] {
  const cited = isJson(annotation) && annotation['type'] === 'url_citation' ? jsonIn(annotation['url_citation']) : undefined;
  if (!cited) return [];
  const { start_index: start, end_index: end, url, title } = cited;
  const annotated = { type: 'url_citation', start_index: start ?? 0, end_index: end ?? 0, url: url ?? '', title: title ?? '' };
  return [{ kind: 'annotation', annotation: annotated }];
}

function picture(image: unknown): readonly Piece[] {
  const url = textIn(jsonIn(jsonIn(image)?.['image_url'])?.['url']) ?? '';
  const comma = url.startsWith('data:') ? url.indexOf(',') : -1;
  // This API gives a picture's bytes; an address is told as text.
  if (comma >= 0) return [{ kind: 'image', base64: url.slice(comma + 1) }];
  return url === '' ? [] : [{ kind: 'text', text: `![](${url})`, logprobs: [] }];
}
