import { FaultError, wordOf, type ChatExtra, type Json } from '@sluice/provider-sdk';
import { plainFile } from './plain-file.ts';

/**
 * A chat call that a bridge has written, for a provider that speaks OpenAI's chat itself: without those of our own
 * extras that it does not take. What a caller writes at the chat door is left as it is; what we write is our care.
 *
 * @throws FaultError `invalid_request` for a tool that only another provider runs.
 */
export function plainChat(call: Json, takes: readonly ChatExtra[]): Json {
  const {
    cache_control: mark,
    context_management: _edits,
    top_k: topK,
    max_tokens: limit,
    max_completion_tokens: newLimit = limit,
    ...rest
  } = call;
  const keep = new Set(takes);
  return {
    ...rest,
    ...(topK !== undefined && keep.has('top_k') && { top_k: topK }),
    ...(mark !== undefined && keep.has('cache_control') && { cache_control: mark }),
    ...(newLimit !== undefined && { [keep.has('max_completion_tokens') ? 'max_completion_tokens' : 'max_tokens']: newLimit }),
    ...(Array.isArray(call['messages']) && { messages: plainMessages(call['messages'] as readonly Json[], keep) }),
    ...(Array.isArray(call['tools']) && { tools: (call['tools'] as readonly Json[]).map((tool, index) => plainTool(tool, index, keep)) }),
  };
}

type Keep = ReadonlySet<ChatExtra>;

function plainMessages(messages: readonly Json[], keep: Keep): readonly Json[] {
  const plain: Json[] = [];
  // Pictures that tools have answered with: they are said after the last answer of the row, for nothing may stand between.
  let pictures: unknown[] = [];
  for (const message of messages) {
    if (message['role'] !== 'tool' && pictures.length > 0) {
      plain.push({ role: 'user', content: pictures });
      pictures = [];
    }
    const { message: said, left } =
      message['role'] === 'tool' && !keep.has('tool_pictures') ? withoutPictures(message) : { message, left: [] };
    pictures.push(...left.map((part) => plainPart(part, keep)));
    plain.push(plainMessage(said, keep));
  }
  return pictures.length > 0 ? [...plain, { role: 'user', content: pictures }] : plain;
}

/** A tool's answer in words alone, and the rest of it. Source: OpenAI API reference, tool messages take text parts, 2026-08. */
function withoutPictures(message: Json): { readonly message: Json; readonly left: readonly unknown[] } {
  const { content } = message;
  if (!Array.isArray(content)) return { message, left: [] };
  const parts = content as readonly Json[];
  const text = parts.filter(({ type }) => type === 'text');
  const left = parts.filter(({ type }) => type !== 'text');
  if (left.length === 0) return { message, left };
  const said = text.length > 0 ? text : [{ type: 'text', text: 'The answer follows.' }];
  return {
    message: { ...message, content: said },
    left: [{ type: 'text', text: `The answer of ${wordOf(message['tool_call_id'])}:` }, ...left],
  };
}

/** What of a message is ours, and by which name a provider says that it takes it. */
const OURS: readonly (readonly [string, ChatExtra])[] = [
  ['content_blocks', 'content_blocks'],
  ['reasoning_details', 'reasoning_details'],
  ['reasoning_content', 'reasoning_content'],
  ['cache_control', 'cache_control'],
  ['is_error', 'is_error'],
];

function plainMessage(message: Json, keep: Keep): Json {
  const said: Record<string, unknown> = { ...message };
  if (keep.has('reasoning_details') && !keep.has('content_blocks')) said['reasoning_details'] ??= detailsOf(message['content_blocks']);
  for (const [name, extra] of OURS) if (!keep.has(extra)) delete said[name];
  if (Array.isArray(said['content']))
    said['content'] = (said['content'] as readonly unknown[]).flatMap((part) => plainFile(plainPart(part, keep), part));
  if (Array.isArray(said['tool_calls'])) said['tool_calls'] = (said['tool_calls'] as readonly Json[]).map((call) => plainCall(call, keep));
  return said;
}

/** Signed thinking as `reasoning_details`. Source: OpenRouter, reasoning tokens, 2026-08; recorded 2025. */
function detailsOf(blocks: unknown): readonly Json[] | undefined {
  if (!Array.isArray(blocks)) return undefined;
  const details = (blocks as readonly Json[]).flatMap(({ type, thinking, signature, data }, index): Json[] => {
    if (type === 'thinking' && signature)
      return [{ type: 'reasoning.text', text: thinking, signature, format: 'anthropic-claude-v1', index }];
    return type === 'redacted_thinking' ? [{ type: 'reasoning.encrypted', data, format: 'anthropic-claude-v1', index }] : [];
  });
  return details.length > 0 ? details : undefined;
}

function plainPart(part: unknown, keep: Keep): unknown {
  if (typeof part !== 'object' || part === null) return part;
  const { cache_control: mark, document: _document, ...rest } = part as Json;
  return mark !== undefined && keep.has('cache_control') ? { ...rest, cache_control: mark } : rest;
}

function plainCall(call: Json, keep: Keep): Json {
  if (keep.has('thought_signature')) return call;
  const { extra_content: _extra, cache_control: _mark, thought_signature: _signature, ...rest } = call;
  const { thought_signature: _inside, ...described } = (rest['function'] ?? {}) as Json;
  return 'function' in rest ? { ...rest, function: described } : rest;
}

function plainTool(tool: Json, index: number, keep: Keep): Json {
  if (tool['type'] !== 'function' && tool['type'] !== 'custom' && !keep.has('provider_tools')) {
    const path = `tools[${index}]`;
    throw new FaultError({
      kind: 'invalid_request',
      message: `${path}: a tool of the type "${wordOf(tool['type'])}" is run by another provider; leave it out or offer a function`,
      param: path,
      code: 'unsupported_value',
    });
  }
  if (keep.has('cache_control')) return tool;
  const { cache_control: _mark, ...rest } = tool;
  return rest;
}
