import type { Json } from '@sluice/provider-sdk';
import { badRequest, compact, isJson, jsonIn, listAt, objectAt, textIn } from '@sluice/provider-sdk/chat';

/** Tools and the choice among them, in chat's words. Tools that a provider runs itself stay as they are. */
export function chatTools(call: Json): Json {
  const tools = (listAt(call, 'tools') ?? []).map((tool, index) => toolOf(tool, `tools[${index}]`));
  const choice = objectAt(call, 'tool_choice');
  return {
    ...(tools.length > 0 && { tools }),
    ...(choice && tools.length > 0 && { tool_choice: choiceOf(choice) }),
    ...(choice?.['disable_parallel_tool_use'] === true && tools.length > 0 && { parallel_tool_calls: false }),
  };
}

function toolOf(tool: unknown, path: string): Json {
  if (!isJson(tool)) throw badRequest(path, 'must be an object');
  const { type, name, description, input_schema: parameters, strict, cache_control: mark } = tool;
  if (type !== undefined && type !== null && type !== 'custom') return tool;
  if (typeof name !== 'string') throw badRequest(`${path}.name`, 'must be a string');
  if (!isJson(parameters)) throw badRequest(`${path}.input_schema`, 'must be a JSON Schema');
  const described = compact({ name, description: textIn(description), parameters, strict: strict === true ? true : undefined });
  return { type: 'function', function: described, ...(isJson(mark) && { cache_control: mark }) };
}

function choiceOf(choice: Json): unknown {
  switch (choice['type']) {
    case 'auto':
    case 'none':
      return choice['type'];
    case 'any':
      return 'required';
    case 'tool':
      if (typeof choice['name'] !== 'string') throw badRequest('tool_choice.name', 'must be the name of a tool');
      return { type: 'function', function: { name: choice['name'] } };
    default:
      throw badRequest('tool_choice.type', 'must be auto, any, tool or none');
  }
}

/** The form of the answer, in chat's words; `output_format` is its older name. */
export function chatFormat(call: Json): Json | undefined {
  const config = objectAt(call, 'output_config');
  const format = jsonIn(config?.['format']) ?? jsonIn(call['output_format']);
  if (!format) return undefined;
  const path = config?.['format'] ? 'output_config.format' : 'output_format';
  if (format['type'] !== 'json_schema' || !isJson(format['schema'])) throw badRequest(path, 'must be json_schema with a "schema"');
  return { type: 'json_schema', json_schema: { name: 'answer', schema: format['schema'], strict: true } };
}
