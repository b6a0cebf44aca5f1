import { isObject } from '../request/read-json.ts';

type Json = Readonly<Record<string, unknown>>;

/** A request of `/v1/messages` in chat's language. */
export function fromAnthropic({ system, messages, tools, stop_sequences: stop, ...body }: Json): Json {
  const preface = textOf(system);
  return {
    ...body,
    ...(Array.isArray(stop) && { stop }),
    ...(Array.isArray(tools) && { tools: tools.map(tool) }),
    messages: [
      ...(preface === '' ? [] : [{ role: 'system', content: preface }]),
      ...(Array.isArray(messages) ? messages.filter(isObject).flatMap(message) : []),
    ],
  };
}

function message({ role, content }: Json): readonly Json[] {
  if (!Array.isArray(content)) return [{ role, content }];
  const blocks = content.filter(isObject);
  const results = blocks.filter(({ type }) => type === 'tool_result');
  const calls = blocks.filter(({ type }) => type === 'tool_use');
  const parts = blocks.flatMap(part);
  const said = {
    role,
    content: parts,
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, input }) => ({
        id,
        type: 'function',
        function: { name, arguments: JSON.stringify(input ?? {}) },
      })),
    }),
  };
  return [
    ...results.map(({ tool_use_id: id, content: result }) => ({ role: 'tool', tool_call_id: id, content: textOf(result) })),
    ...(parts.length + calls.length > 0 ? [said] : []),
  ];
}

function part(block: Json): readonly Json[] {
  if (block['type'] === 'text') return [{ type: 'text', text: block['text'] }];
  const { source } = block;
  if (block['type'] !== 'image' || !isObject(source)) return [];
  const url = source['type'] === 'base64' ? `data:${String(source['media_type'])};base64,${String(source['data'])}` : source['url'];
  return [{ type: 'image_url', image_url: { url } }];
}

const tool = (given: unknown): unknown =>
  isObject(given) && isObject(given['input_schema'])
    ? { type: 'function', function: { name: given['name'], description: given['description'], parameters: given['input_schema'] } }
    : given;

const textOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : Array.isArray(content)
      ? content.flatMap((block: unknown) => (isObject(block) && typeof block['text'] === 'string' ? [block['text']] : [])).join('\n')
      : '';
