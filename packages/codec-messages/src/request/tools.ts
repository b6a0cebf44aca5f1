import { wordOf, type Json } from '@sluice/provider-sdk';
import { cannot, isJson, textIn, type ChatCall, type FunctionTool, type ProviderTool, type ToolNames } from '@sluice/provider-sdk/chat';
import type { Claude } from '../claude.ts';
import { closedSchema } from './schema.ts';

/** The tools in the Messages API's form. */
export const toolsOf = (tools: ChatCall['tools'], claude: Claude, names: ToolNames): readonly Json[] =>
  tools.map((tool) => (tool.kind === 'function' ? { name: names.sent(tool.name), ...functionOf(tool, claude) } : ownTool(tool)));

function functionOf({ description, parameters, strict, cacheControl, path }: FunctionTool, claude: Claude): Json {
  const isStrict = strict === true && claude.structured;
  return {
    ...(description !== undefined && { description }),
    input_schema: inputSchema(parameters, isStrict, `${path}.parameters`),
    ...(isStrict && { strict: true }),
    ...(cacheControl && { cache_control: cacheControl }),
  };
}

/** Only an object can be an input, and the API wants that said at the top. */
export function inputSchema(parameters: Json | undefined, strict: boolean, path: string): Json {
  if (!parameters || Object.keys(parameters).length === 0) {
    return { type: 'object', properties: {}, ...(strict && { additionalProperties: false }) };
  }
  for (const name of ['oneOf', 'anyOf', 'allOf']) {
    if (name in parameters) throw cannot(`${path}.${name}`, 'the top of an input may not be a choice; put it into a property');
  }
  const { type = 'object' } = parameters;
  if (type !== 'object') throw cannot(`${path}.type`, 'an input must be an object');
  const schema = { ...parameters, type };
  return strict ? closedSchema(schema, path) : schema;
}

/** The API's own kinds of tool end in the day they were made: `web_search_20250305`. */
const OWN = /_\d{8}$/;

function ownTool({ tool, path }: ProviderTool): Json {
  const type = textIn(tool['type']);
  if (type !== undefined && (OWN.test(type) || type === 'mcp_toolset' || type === 'custom')) return tool;
  if (type === undefined && isJson(tool['input_schema'])) return tool;
  // As gateways before this one had it: {"type":"computer","computer":{"name":"computer_20250124",…}}.
  const options = type === undefined ? undefined : tool[type];
  if (isJson(options) && typeof options['name'] === 'string' && OWN.test(options['name'])) {
    return { ...options, type: options['name'], name: type };
  }
  throw cannot(`${path}.type`, `"${wordOf(type)}" is no tool of this provider’s; its own are named like web_search_20250305`);
}
