import type { Draft, Json, Target } from '@sluice/provider-sdk';
import { badRequest, cannot, compact, jsonIn, readChatCall, type ChatCall, type Tool } from '@sluice/provider-sdk/chat';
import { OPTIONS, optionsOf } from './options.ts';
import { writeMessages } from './write-messages.ts';
import { writeThink } from './write-think.ts';

/** Members of OpenAI's that mean nothing to Ollama, which would pass over them in silence. */
const UNKNOWN: ReadonlySet<string> = new Set(['options', 'logit_bias', 'top_logprobs', 'format', 'think']);

export function writeRequest(call: Json, target: Target): Draft {
  const chat = readChatCall(call);
  const model = target.model ?? chat.model;
  const own = Object.entries(chat.rest).filter(([name]) => !OPTIONS.has(name) && !UNKNOWN.has(name));
  const tools = toolsOf(chat);
  return {
    path: '/api/chat',
    body: {
      ...Object.fromEntries(own),
      model,
      messages: writeMessages(chat),
      // Without the word Ollama streams.
      stream: chat.streamed,
      ...(tools.length > 0 && { tools: tools.map(writeTool) }),
      ...compact({
        format: formatOf(chat),
        think: writeThink(chat.thinking, model) ?? chat.rest['think'],
        options: optionsOf(chat, call),
        logprobs: chat.logprobs === undefined ? undefined : true,
        top_logprobs: chat.logprobs === 0 ? undefined : chat.logprobs,
      }),
    },
  };
}

/** `json`, or the schema itself; a caller of Ollama's own may have said `format`. */
function formatOf({ format, rest }: ChatCall): unknown {
  if (!format) return rest['format'] === '' ? undefined : rest['format'];
  return format.kind === 'json' ? 'json' : format.schema;
}

/** Ollama knows no choice among tools: what is not to be called is not offered. */
function toolsOf({ tools, toolChoice }: ChatCall): readonly Tool[] {
  if (toolChoice === 'none') return [];
  if (typeof toolChoice !== 'object') return tools;
  const named = tools.filter((tool) => tool.kind === 'function' && tool.name === toolChoice.name);
  if (named.length === 0) throw badRequest('tool_choice', `"${toolChoice.name}" is not among the tools`);
  return named;
}

function writeTool(tool: Tool): Json {
  if (tool.kind === 'provider') throw cannot(`${tool.path}.type`, 'Ollama runs no tools of its own; only functions can be offered');
  const { name, description, parameters } = tool;
  return {
    type: 'function',
    function: { name, ...compact({ description }), parameters: jsonIn(parameters) ?? { type: 'object', properties: {} } },
  };
}
