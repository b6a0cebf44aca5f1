import { isObject } from '../request/read-json.ts';

type Json = Readonly<Record<string, unknown>>;

/** A request of `/v1/responses` in chat's language. */
export function fromResponses({ input, instructions, max_output_tokens: most, tools, text, reasoning, ...body }: Json): Json {
  const format = isObject(text) ? text['format'] : undefined;
  const effort = isObject(reasoning) ? reasoning['effort'] : undefined;
  return {
    ...body,
    ...(most !== undefined && { max_tokens: most }),
    ...(effort !== undefined && { reasoning_effort: effort }),
    ...(isObject(format) && { response_format: responseFormat(format) }),
    ...(Array.isArray(tools) && { tools: tools.map(tool) }),
    messages: [
      ...(typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : []),
      ...(typeof input === 'string'
        ? [{ role: 'user', content: input }]
        : Array.isArray(input)
          ? input.filter(isObject).flatMap(item)
          : []),
    ],
  };
}

function item(given: Json): readonly Json[] {
  const { type, role, content, call_id: id } = given;
  if (type === 'function_call')
    return [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id, type: 'function', function: { name: given['name'], arguments: given['arguments'] } }],
      },
    ];
  if (type === 'function_call_output') return [{ role: 'tool', tool_call_id: id, content: given['output'] }];
  if (role === undefined) return [];
  return [{ role, content: Array.isArray(content) ? content.filter(isObject).flatMap(part) : content }];
}

function part({ type, text, image_url: url }: Json): readonly Json[] {
  if (type === 'input_text' || type === 'output_text') return [{ type: 'text', text }];
  return type === 'input_image' && typeof url === 'string' ? [{ type: 'image_url', image_url: { url } }] : [];
}

const responseFormat = ({ type, ...format }: Json): Json => (type === 'json_schema' ? { type, json_schema: format } : { type });

const tool = (given: unknown): unknown => {
  if (!isObject(given) || given['type'] !== 'function' || isObject(given['function'])) return given;
  const { type, ...called } = given;
  return { type, function: called };
};
