import type { Json } from '../codec.ts';
import type { ChatCall, Tool } from './call.ts';
import { badRequest, booleanAt, isJson, jsonIn, listAt, objectAt, stringAt } from './members.ts';

/** `tools`, and `functions` as calls of 2023 name them. */
export function readTools(call: Json): readonly Tool[] {
  const tools = listAt(call, 'tools') ?? [];
  const functions = listAt(call, 'functions') ?? [];
  return [
    ...tools.map((tool, index) => readTool(tool, `tools[${index}]`)),
    ...functions.map((described, index) => readFunction(described, undefined, `functions[${index}]`)),
  ];
}

function readTool(tool: unknown, path: string): Tool {
  if (!isJson(tool)) throw badRequest(path, 'must be an object');
  if (tool['type'] !== 'function') return { kind: 'provider', tool, path };
  return readFunction(tool['function'], jsonIn(tool['cache_control']), `${path}.function`);
}

function readFunction(described: unknown, cacheControl: Json | undefined, path: string): Tool {
  if (!isJson(described)) throw badRequest(path, 'must be an object');
  const name = stringAt(described, 'name', `${path}.name`);
  if (name === undefined || name === '') throw badRequest(`${path}.name`, 'must be a name');
  return {
    kind: 'function',
    name,
    description: stringAt(described, 'description', `${path}.description`),
    parameters: objectAt(described, 'parameters', `${path}.parameters`),
    strict: booleanAt(described, 'strict', `${path}.strict`),
    cacheControl: cacheControl ?? jsonIn(described['cache_control']),
    path,
  };
}

/** `tool_choice`, and `function_call` as calls of 2023 name it. */
export function readToolChoice(call: Json): ChatCall['toolChoice'] {
  const name = call['tool_choice'] === undefined || call['tool_choice'] === null ? 'function_call' : 'tool_choice';
  const choice = call[name];
  if (choice === undefined || choice === null) return undefined;
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice;
  // Mistral's word, which its users bring along.
  if (choice === 'any') return 'required';
  const named = isJson(choice) ? (jsonIn(choice['function'])?.['name'] ?? choice['name']) : undefined;
  if (typeof named === 'string') return { name: named };
  throw badRequest(name, 'must be auto, none, required or {"type":"function","function":{"name":…}}');
}
