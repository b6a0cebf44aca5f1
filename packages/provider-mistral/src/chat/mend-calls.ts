import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { toolId } from './tool-id.ts';

/**
 * Tool calls that lack a number, a type or an id, or whose arguments are an object. A piece that goes on with a call
 * has an empty name, which would overwrite the name in some clients. Source: recorded streams, 2024 to 2026;
 * mistralai/client-ts, ToolCall, 2026-08-05.
 */
export function mendCalls(message: Json, name: 'message' | 'delta', place: string): Json {
  const given = message['tool_calls'];
  if (!Array.isArray(given)) return message;
  const calls = given.map((call: unknown, index) => (isJson(call) ? mendCall(call, index, name, place) : call));
  return calls.every((call, index) => call === given[index]) ? message : { ...message, tool_calls: calls };
}

function mendCall(call: Json, position: number, name: 'message' | 'delta', place: string): Json {
  const said = jsonIn(call['function']) ?? {};
  const begins = (textIn(said['name']) ?? '') !== '';
  const index = typeof call['index'] === 'number' ? call['index'] : position;
  const changes: Record<string, unknown> = {};
  if (name === 'delta' && call['index'] !== index) changes['index'] = index;
  if (begins && typeof call['type'] !== 'string') changes['type'] = 'function';
  if (begins && !isId(call['id'])) changes['id'] = toolId(`${place}/${index}/${textIn(said['name'])}`);
  const mended = mendFunction(said, begins, name === 'message' ? '{}' : '');
  if (mended !== said) changes['function'] = mended;
  const { id, ...rest } = call;
  // A piece that goes on with a call needs no id, and "null" is none.
  if (!begins && id !== undefined && !isId(id)) return { ...rest, ...changes };
  return Object.keys(changes).length === 0 ? call : { ...call, ...changes };
}

const isId = (id: unknown) => typeof id === 'string' && id !== '' && id !== 'null';

/** Of a whole call no arguments are an empty object; of a piece they are no text. */
function mendFunction(said: Json, begins: boolean, none: string): Json {
  const { name, ...rest } = said;
  const named = begins || name === undefined ? said : rest;
  const given = said['arguments'];
  if (typeof given === 'string' || given === undefined) return named;
  return { ...named, arguments: given === null ? none : JSON.stringify(given) };
}
