import type { Json } from '@sluice/provider-sdk';
import { cannot, compact, type ChatCall } from '@sluice/provider-sdk/chat';

/** The tools on offer; undefined for none. */
export function writeInstruments({ tools }: ChatCall): readonly Json[] | undefined {
  if (tools.length === 0) return undefined;
  return tools.map((tool) => {
    if (tool.kind === 'provider') throw cannot(tool.path, 'it runs no tools itself; only functions can be offered');
    const { name, description, parameters = { type: 'object', properties: {} } } = tool;
    return { title: name, ...compact({ purpose: description }), takes: parameters };
  });
}

/** Words of `must_use` that are no titles. */
const WORDS = ['any', 'none'];

/** Which tool has to be called; undefined where the machine chooses, or has none to choose from. */
export function writeMustUse({ tools, toolChoice }: ChatCall): string | undefined {
  if (toolChoice === undefined || toolChoice === 'auto') return undefined;
  if (toolChoice === 'none') return tools.length > 0 ? 'none' : undefined;
  if (tools.length === 0) throw cannot('tool_choice', 'no tools are offered, so none can be insisted on');
  if (toolChoice === 'required') return 'any';
  if (WORDS.includes(toolChoice.name)) throw cannot('tool_choice', `it cannot insist on a tool of the name "${toolChoice.name}"`);
  return toolChoice.name;
}
