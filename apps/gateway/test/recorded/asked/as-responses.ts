import { asText, rowsOf, sideOf, tidy } from './as-chat.ts';
import type { Asked, Media, Said, Told, Tool } from './asked.ts';
import { compact, type Json } from '../json.ts';

/** What the Responses API has words for. */
const SETTINGS = ['max_tokens', 'temperature', 'top_p', 'reasoning_effort', 'response_format', 'user'];

/** A call without what this door has no words for. */
export const sayableInResponses = (asked: Asked): Asked => ({
  ...asked,
  settings: Object.fromEntries(Object.entries(asked.settings).filter(([name]) => SETTINGS.includes(name))),
  said: asked.said
    .filter((each) => each.kind !== 'thinking' && each.kind !== 'block' && !(each.kind === 'media' && !isSeen(each.media)))
    .map((each): Said => {
      if (each.kind === 'call') return { ...each, signature: undefined };
      if (each.kind === 'result') return { kind: 'result', id: each.id, content: each.content };
      return 'cache' in each ? { ...each, cache: undefined } : each;
    }),
  tools: asked.tools.flatMap((tool) => ('own' in tool ? [] : [{ ...tool, cache: undefined }])),
  choice: asked.tools.some((tool) => !('own' in tool)) ? asked.choice : undefined,
  rest: {},
});

const isSeen = (media: Media) => !('type' in media) || /^image\/|pdf$/.test(media.type);

/** A call of the Responses API that asks the same. */
export function asResponses({ model, streamed, said, tools, choice, parallel, settings }: Asked): Json {
  const { max_tokens, temperature, top_p, reasoning_effort: effort, response_format: format, user } = compact(settings);
  return tidy({
    model,
    input: rowsOf(said).flatMap(itemsOf),
    store: false,
    ...(streamed && { stream: true }),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
    tool_choice: typeof choice === 'object' ? { type: 'function', name: choice.name } : choice,
    parallel_tool_calls: parallel,
    max_output_tokens: max_tokens,
    temperature,
    top_p,
    user,
    reasoning: effort === undefined || effort === null ? undefined : { effort },
    text: format === undefined || format === null ? undefined : { format: formOf(format) },
  });
}

const formOf = (format: unknown): Json =>
  format === 'json' ? { type: 'json_object' } : { type: 'json_schema', name: 'answer', schema: (format as Json)['schema'] };

function itemsOf(row: readonly Said[]): readonly Json[] {
  const role = sideOf(row[0]!);
  const content = row.flatMap((each): Json[] => {
    if (each.kind === 'text') return [{ type: role === 'assistant' ? 'output_text' : 'input_text', text: each.text }];
    return each.kind === 'media' ? [partOf(each.media)] : [];
  });
  const items = row.flatMap((each): Json[] => {
    if (each.kind === 'call') return [{ type: 'function_call', call_id: each.id, name: each.name, arguments: asText(each.input) }];
    return each.kind === 'result' ? [{ type: 'function_call_output', call_id: each.id, output: outputOf(each.content) }] : [];
  });
  return [...(content.length > 0 ? [{ type: 'message', role, content }] : []), ...items];
}

const outputOf = (content: readonly Told[]): unknown => {
  const parts = content.map((each) => ('media' in each ? partOf(each.media) : { type: 'input_text', text: asText(each.value) }));
  return parts.length === 1 && parts[0]!['type'] === 'input_text' ? parts[0]!['text'] : parts.length === 0 ? '' : parts;
};

function partOf(media: Media): Json {
  if ('id' in media) return { type: 'input_file', file_id: media.id };
  if ('url' in media) return { type: 'input_image', image_url: media.url };
  const url = `data:${media.type};base64,${media.data}`;
  return media.type.startsWith('image/')
    ? { type: 'input_image', image_url: url }
    : { type: 'input_file', filename: 'facts', file_data: url };
}

function toolOf(tool: Tool): Json {
  if ('own' in tool) return tool.own;
  const { name, description, schema, strict } = tool;
  return {
    type: 'function',
    name,
    description: description || undefined,
    parameters: schema ?? { type: 'object', properties: {} },
    strict: strict ?? false,
  };
}
