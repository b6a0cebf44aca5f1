import { wordOf, type Json } from '@sluice/provider-sdk';
import { cannot, type ChatCall, type FunctionTool, type ProviderTool, type ToolNames } from '@sluice/provider-sdk/chat';
import { cachePoint } from './cache-point.ts';
import type { Family } from './family.ts';
import { inputSchema } from './input-schema.ts';
import { JSON_TOOL, jsonTool } from './json-answer.ts';

/** What a call's tools come to: Converse's own member, and what only the model's own API has words for. */
export interface ToolsWritten {
  readonly toolConfig: Json | undefined;
  readonly fields: Json;
}

/**
 * Stands for tools that are not to be called: as soon as a conversation has calls in it, Converse wants tools (its
 * ValidationException "The toolConfig field must be defined when using toolUse and toolResult content blocks").
 */
const PLACEHOLDER = {
  toolSpec: {
    name: 'no_tool',
    description: 'Not to be called; no tool is to be called now.',
    inputSchema: { json: { type: 'object', properties: {} } },
  },
};

export function writeTools(call: ChatCall, family: Family, names: ToolNames): ToolsWritten {
  const usable = call.toolChoice === 'none' ? [] : call.tools;
  const own = usable.filter((tool): tool is ProviderTool => tool.kind === 'provider' && !isConverseTool(tool.tool));
  const answer = jsonTool(call, family);
  const tools = usable.flatMap((tool) => writeTool(tool, family, names)).concat(answer ? [answer] : []);
  const called = call.turns.some((turn) => turn.role === 'tool' || (turn.role === 'assistant' && turn.calls.length > 0));
  if (tools.length === 0 && called) tools.push(PLACEHOLDER);
  const choice = writeChoice(call, family, names, answer !== undefined);
  const alone = call.parallelToolCalls === false && family.name === 'claude' && usable.length > 0;
  return {
    toolConfig: tools.length === 0 ? undefined : { tools, ...(choice && !alone && { toolChoice: choice }) },
    fields: {
      ...(own.length > 0 && { tools: own.map(({ tool, path }) => nativeTool(tool, path, family)) }),
      ...(alone && { tool_choice: oneAtATime(choice) }),
    },
  };
}

function writeTool(tool: FunctionTool | ProviderTool, family: Family, names: ToolNames): readonly Json[] {
  if (tool.kind === 'provider') return isConverseTool(tool.tool) ? [tool.tool] : [];
  const { name, description, parameters, strict, cacheControl, path } = tool;
  const toolSpec = {
    name: names.sent(name),
    // An empty description is refused, and so is a blank one.
    ...(description !== undefined && description.trim() !== '' && { description }),
    inputSchema: { json: inputSchema(parameters, `${path}.parameters`) },
    ...(strict === true && family.keepsSchema && { strict }),
  };
  return [{ toolSpec }, ...cachePoint(cacheControl, family, 'tools')];
}

/** Tools in Converse's own form: `{"systemTool":{"name":"nova_grounding"}}`. */
const isConverseTool = (tool: Json) => 'systemTool' in tool || 'toolSpec' in tool || 'cachePoint' in tool;

/** Tools that Claude was taught, as `computer_20250124`. Source: Bedrock user guide, "Computer use", read 2026-11. */
function nativeTool(tool: Json, path: string, family: Family): Json {
  if (family.name === 'claude' && /_\d{8}$/.test(wordOf(tool['type']))) return tool;
  throw cannot(path, `this model has no tool of the type "${wordOf(tool['type'])}"`);
}

function writeChoice({ toolChoice, tools }: ChatCall, family: Family, names: ToolNames, byTool: boolean): Json | undefined {
  if (typeof toolChoice === 'object') return { tool: { name: names.sent(toolChoice.name) } };
  if (toolChoice === 'none') return byTool ? { tool: { name: JSON_TOOL } } : undefined;
  if (byTool) return tools.length === 0 ? { tool: { name: JSON_TOOL } } : { any: {} };
  if (toolChoice === 'required') return { any: {} };
  // Auto is what all models do unasked, and some refuse to be told.
  return toolChoice === 'auto' && family.takesToolChoice && tools.length > 0 ? { auto: {} } : undefined;
}

/** The choice in Claude's own words, which alone can say "one at a time". */
function oneAtATime(choice: Json | undefined): Json {
  const named = choice?.['tool'] as { readonly name: string } | undefined;
  return {
    ...(named ? { type: 'tool', name: named.name } : { type: choice && 'any' in choice ? 'any' : 'auto' }),
    disable_parallel_tool_use: true,
  };
}
