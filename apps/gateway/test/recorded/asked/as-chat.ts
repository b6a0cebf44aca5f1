import { compact, type Json } from '../json.ts';
import type { Asked, Media, Said, Told, Tool } from './asked.ts';

/** A call of OpenAI's chat completions that asks the same, with the extras that chat's language has here. */
export function asChat({ model, streamed, said, tools, choice, parallel, settings, rest }: Asked): Json {
  return tidy({
    model,
    messages: rowsOf(said).map(messageOf),
    ...(streamed && { stream: true, stream_options: { include_usage: true } }),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
    tool_choice: typeof choice === 'object' ? { type: 'function', function: choice } : choice,
    parallel_tool_calls: parallel,
    ...compact(settings),
    response_format: formatOf(settings['response_format']),
    ...rest,
  });
}

export const tidy = (call: Json): Json => JSON.parse(JSON.stringify(call)) as Json;

/** What one side says until the other does; each tool's answer for itself. */
export function rowsOf(said: readonly Said[]): readonly (readonly Said[])[] {
  const rows: Said[][] = [];
  for (const each of said) {
    const last = rows.at(-1);
    if (last && each.kind !== 'result' && sideOf(last[0]!) === sideOf(each)) last.push(each);
    else rows.push([each]);
  }
  return rows;
}

export const sideOf = (each: Said): string => (each.kind === 'result' ? 'tool' : 'who' in each ? each.who : 'assistant');

function messageOf(row: readonly Said[]): Json {
  const [first] = row;
  if (first!.kind === 'result') {
    const { id, content, failed, cache } = first!;
    return { role: 'tool', tool_call_id: id, content: toldOf(content), is_error: failed, cache_control: cache };
  }
  const role = sideOf(first!);
  const parts = row.flatMap((each) =>
    each.kind === 'text'
      ? [{ type: 'text', text: each.text, cache_control: each.cache }]
      : each.kind === 'media'
        ? [mediaOf(each.media, each.cache)]
        : each.kind === 'block' && role !== 'assistant'
          ? [each.block]
          : [],
  );
  if (role !== 'assistant') return { role, content: parts };
  const calls = row.flatMap((each) => (each.kind === 'call' ? [callOf(each)] : []));
  const blocks = blocksOf(row);
  const thinking = row.flatMap((each) => (each.kind === 'thinking' ? [each.thinking] : [])).join('');
  return {
    role,
    content: parts.length === 0 ? null : parts,
    reasoning_content: thinking || undefined,
    ...(blocks.length > 0 && { content_blocks: blocks }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

/** Signed thinking and the provider's own blocks, text in its place among them; none where there is only text. */
function blocksOf(row: readonly Said[]): readonly Json[] {
  const blocks = row.flatMap((each): Json[] => {
    if (each.kind === 'thinking')
      return each.signature === undefined ? [] : [{ type: 'thinking', thinking: each.thinking, signature: each.signature }];
    if (each.kind === 'text') return [{ type: 'text', text: each.text }];
    return each.kind === 'block' ? [each.block] : [];
  });
  return blocks.every(({ type }) => type === 'text') ? [] : blocks;
}

const callOf = ({ id, name, input, signature }: Said & { readonly kind: 'call' }): Json => ({
  id,
  type: 'function',
  function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input), thought_signature: signature },
});

export const toldOf = (content: readonly Told[]): unknown => {
  const parts = content.map((each) => ('media' in each ? mediaOf(each.media) : { type: 'text', text: asText(each.value) }));
  return parts.length === 1 && parts[0]!['type'] === 'text' ? parts[0]!['text'] : parts.length === 0 ? '' : parts;
};

export const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function mediaOf(media: Media, cache?: Json): Json {
  const mark = cache && { cache_control: cache };
  if ('id' in media) return { type: 'file', file: { file_id: media.id }, ...mark };
  if ('url' in media) return { type: 'image_url', image_url: { url: media.url }, ...mark };
  const url = `data:${media.type};base64,${media.data}`;
  if (media.type.startsWith('image/')) return { type: 'image_url', image_url: { url }, ...mark };
  if (media.type.startsWith('audio/'))
    return { type: 'input_audio', input_audio: { data: media.data, format: media.type.slice(6) }, ...mark };
  const cited = media.cited && { document: { citations: { enabled: true } } };
  return { type: 'file', file: { filename: 'facts', file_data: url }, ...cited, ...mark };
}

function toolOf(tool: Tool): Json {
  if ('own' in tool) return tool.own;
  const { name, description, schema, strict, cache } = tool;
  const described = { name, description: description || undefined, parameters: schema ?? { type: 'object', properties: {} }, strict };
  return { type: 'function', function: described, cache_control: cache };
}

export function formatOf(format: unknown): unknown {
  if (format === 'json') return { type: 'json_object' };
  if (format === undefined || format === null) return undefined;
  return { type: 'json_schema', json_schema: { name: 'answer', schema: (format as Json)['schema'] } };
}
