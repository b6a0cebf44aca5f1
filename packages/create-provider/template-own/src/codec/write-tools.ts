import type { Json } from '@sluice/provider-sdk';
import { cannot, type ChatCall } from '@sluice/provider-sdk/chat';

/** The tools on offer; undefined for none. */
export function writeTools({ tools, toolChoice }: ChatCall): readonly Json[] | undefined {
  if (tools.length === 0 || toolChoice === 'none') return undefined;
  return tools.map((tool) => {
    if (tool.kind === 'provider') throw cannot(tool.path, 'it runs no tools itself; only functions can be offered');
    const { name, description = '', parameters = { type: 'object', properties: {} } } = tool;
    return { tool: name, about: description, takes: parameters };
  });
}
