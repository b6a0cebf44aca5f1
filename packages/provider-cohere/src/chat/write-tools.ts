import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, type ChatCall, type Tool } from '@sluice/provider-sdk/chat';

/** Tools and the choice among them. An empty list is an error to Cohere, and so is a choice without tools. */
export function writeTools({ tools, toolChoice }: ChatCall): Json {
  if (tools.length === 0) return {};
  if (typeof toolChoice !== 'object') {
    const choice = toolChoice === 'required' ? 'REQUIRED' : toolChoice === 'none' ? 'NONE' : undefined;
    return { tools: tools.map(writeTool), ...(choice && { tool_choice: choice }) };
  }
  // No tool can be named here; of one tool, one is required.
  const named = tools.filter((tool) => tool.kind === 'function' && tool.name === toolChoice.name);
  if (named.length === 0) throw badRequest('tool_choice', `"${toolChoice.name}" is not among the tools`);
  return { tools: named.map(writeTool), tool_choice: 'REQUIRED' };
}

function writeTool(tool: Tool): Json {
  if (tool.kind === 'provider') throw cannot(`${tool.path}.type`, 'Cohere runs no tools of its own here; only functions can be offered');
  const { name, description, parameters = { type: 'object', properties: {} } } = tool;
  return { type: 'function', function: { name, ...(description !== undefined && { description }), parameters } };
}
