import type { Json } from '@sluice/provider-sdk';
import type { ChatCall, FunctionTool } from '@sluice/provider-sdk/chat';
import type { Generation } from './generation.ts';
import type { HostTraits } from './host.ts';
import { parametersSchema } from './schema.ts';
import { serverTool, serverToolNamed } from './server-tools.ts';

/** `tools` and `toolConfig`. */
export function toolsOf({ tools, toolChoice }: ChatCall, generation: Generation, host: HostTraits): Json {
  const functions: FunctionTool[] = [];
  const servers: Json[] = [];
  for (const tool of tools) {
    const server = tool.kind === 'provider' ? serverTool(tool) : serverToolNamed(tool);
    if (server) servers.push(server);
    else if (tool.kind === 'function') functions.push(tool);
  }
  if (functions.length === 0) return servers.length === 0 ? {} : { tools: servers };
  const mixed = servers.length > 0 && host.announcesServerTools;
  const strict = generation.jsonSchema && (mixed || functions.some((tool) => tool.strict === true));
  const config = callingConfig(toolChoice, strict);
  return {
    tools: [...servers, { functionDeclarations: functions.map((tool) => declarationOf(tool, generation)) }],
    ...((config || mixed) && {
      toolConfig: { ...(config && { functionCallingConfig: config }), ...(mixed && { includeServerSideToolInvocations: true }) },
    }),
  };
}

function declarationOf({ name, description, parameters, path }: FunctionTool, { jsonSchema }: Generation): Json {
  return { name, ...(description !== undefined && { description }), ...parametersOf(parameters, `${path}.parameters`, jsonSchema) };
}

function parametersOf(parameters: Json | undefined, path: string, jsonSchema: boolean): Json | undefined {
  if (!parameters || Object.keys(parameters).length === 0) return undefined;
  if (jsonSchema) return { parametersJsonSchema: parameters };
  const schema = parametersSchema(parameters, path);
  return schema && { parameters: schema };
}

/** A call of any tool is always held to its schema; where the model may choose, only this mode holds it. */
function callingConfig(choice: ChatCall['toolChoice'], strict: boolean): Json | undefined {
  switch (choice) {
    case undefined:
      return strict ? { mode: 'VALIDATED' } : undefined;
    case 'auto':
      return { mode: strict ? 'VALIDATED' : 'AUTO' };
    case 'none':
      return { mode: 'NONE' };
    case 'required':
      return { mode: 'ANY' };
    default:
      return { mode: 'ANY', allowedFunctionNames: [choice.name] };
  }
}
