import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, isJson, jsonIn, listAt, stringAt, textIn } from '@sluice/provider-sdk/chat';
import type { OfferedTool } from './offered-tools.ts';
import { sentName } from './sent-names.ts';

export interface Choice {
  /** In chat's words; undefined where nothing is said. */
  readonly choice: unknown;
  /** The tools that may be called. */
  readonly tools: readonly OfferedTool[];
}

/** `tool_choice`, which may also leave only some of the tools. */
export function toolChoice(call: Json, tools: readonly OfferedTool[]): Choice {
  const choice = call['tool_choice'];
  if (choice === undefined || choice === null) return { choice: undefined, tools };
  if (choice === 'auto' || choice === 'none' || choice === 'required') return { choice, tools };
  if (!isJson(choice)) throw badRequest('tool_choice', 'must be auto, none, required or an object that names a tool');
  if (choice['type'] === 'allowed_tools') return allowed(choice, tools);
  if (choice['type'] !== 'function' && choice['type'] !== 'custom') {
    throw cannot('tool_choice', `a tool of the type ${JSON.stringify(choice['type'])} is run by the service, and this provider has none`);
  }
  return { choice: { type: 'function', function: { name: named(choice, tools, 'tool_choice') } }, tools };
}

function allowed(choice: Json, tools: readonly OfferedTool[]): Choice {
  const names = (listAt(choice, 'tools', 'tool_choice.tools') ?? []).map((tool, index) => {
    const path = `tool_choice.tools[${index}]`;
    if (!isJson(tool)) throw badRequest(path, 'must be an object that names a tool');
    return named(tool, tools, path);
  });
  const mode = stringAt(choice, 'mode', 'tool_choice.mode') ?? 'auto';
  return { choice: mode, tools: tools.filter(({ sent }) => names.includes(sent)) };
}

/** Some clients write the name where chat has it. */
function named(choice: Json, tools: readonly OfferedTool[], path: string): string {
  const name = textIn(choice['name']) ?? textIn(jsonIn(choice['function'])?.['name']);
  if (name === undefined) throw badRequest(`${path}.name`, 'must be the name of a tool');
  return sentName(tools, name, textIn(choice['namespace']));
}
