import type { Json } from '@sluice/provider-sdk';
import { readChatCall, type ChatCall, type ToolNames } from '@sluice/provider-sdk/chat';
import { claudeOf, type Claude } from '../claude.ts';
import { namesFor } from '../tool-names.ts';
import { closedSchema } from './schema.ts';
import { inputSchema } from './tools.ts';

/** How the form of the answer is asked for. */
export interface FormatAsked {
  /** `output_config.format`. */
  readonly format?: Json;
  /** A tool in the form's place: its input is the answer. */
  readonly tool?: Json & { readonly name: string };
  readonly instruction?: string;
}

const OBJECT_ONLY = 'Answer with one JSON object and nothing else: no words before or after it, no code fence around it.';

/** `response_format` in the words of the model asked. */
export function formatOf(call: ChatCall, claude: Claude, names: ToolNames): FormatAsked {
  const { format } = call;
  if (!format) return {};
  if (format.kind === 'json') return { instruction: OBJECT_ONLY };
  if (claude.structured) return { format: { type: 'json_schema', schema: closedSchema(format.schema, format.path) } };
  const name = formToolOf(call, claude, names);
  if (name === undefined) return {};
  const description = format.description ?? 'Gives the answer, in its form.';
  return { tool: { name, description, input_schema: inputSchema(format.schema, false, format.path) } };
}

/** The name of the tool that stands for the answer's form; none where the caller forces a tool of its own. */
function formToolOf({ format, tools, toolChoice }: ChatCall, claude: Claude, names: ToolNames): string | undefined {
  if (format?.kind !== 'schema' || claude.structured) return undefined;
  if (toolChoice === 'required' || typeof toolChoice === 'object') return undefined;
  const taken = new Set(tools.map((tool) => (tool.kind === 'function' ? names.sent(tool.name) : tool.tool['name'])));
  let name = 'json';
  while (taken.has(name)) name += '_';
  return name;
}

/** The same, for whoever reads the answer to a call. */
export function formToolAsked(call: Json, model: string | undefined): string | undefined {
  const format = call['response_format'];
  const isSchema = typeof format === 'object' && format !== null && 'type' in format && format.type === 'json_schema';
  return isSchema ? formToolOf(readChatCall(call), claudeOf(model), namesFor(call)) : undefined;
}
