import { asText, rowsOf, sideOf, tidy } from './as-chat.ts';
import type { Asked, Media, Said, Tool } from './asked.ts';
import { compact, type Json } from '../json.ts';

/** What the Messages API has words for. */
const SETTINGS = ['max_tokens', 'temperature', 'top_p', 'top_k', 'stop', 'thinking', 'user'];

/** A call without what this door has no words for; a limit is a must. */
export const sayableInMessages = (asked: Asked): Asked => ({
  ...asked,
  settings: {
    max_tokens: 4096,
    ...Object.fromEntries(
      Object.entries(asked.settings).filter(([name, value]) => SETTINGS.includes(name) && value !== undefined && value !== null),
    ),
  },
  said: asked.said
    .filter((each) => each.kind !== 'thinking' && each.kind !== 'block' && !(each.kind === 'media' && !isSeen(each.media)))
    .map((each) => (each.kind === 'call' ? { ...each, signature: undefined } : each)),
  tools: asked.tools.filter((tool) => !('own' in tool)),
  choice: asked.tools.some((tool) => !('own' in tool)) ? asked.choice : undefined,
  rest: {},
});

const isSeen = (media: Media) => !('type' in media) || /^image\/|pdf$/.test(media.type);

/** A call of the Messages API that asks the same. */
export function asMessages({ model, streamed, said, tools, choice, parallel, settings }: Asked): Json {
  const { max_tokens, temperature, top_p, top_k, stop, thinking, user } = compact(settings);
  const system = said.filter((each) => sideOf(each) === 'system');
  const turns = rowsOf(said.filter((each) => sideOf(each) !== 'system'));
  const wanted = choice === 'required' ? { type: 'any' } : choice === 'none' ? { type: 'none' } : choice && { type: 'tool', ...choice };
  return tidy({
    model,
    max_tokens,
    temperature,
    top_p,
    top_k,
    stop_sequences: stop,
    thinking,
    metadata: user === undefined ? undefined : { user_id: user },
    ...(streamed && { stream: true }),
    ...(system.length > 0 && { system: system.map(blockOf) }),
    messages: joined(turns.map((row) => ({ role: sideOf(row[0]!) === 'assistant' ? 'assistant' : 'user', content: row.map(blockOf) }))),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
    tool_choice: parallel === false ? { ...(wanted ?? { type: 'auto' }), disable_parallel_tool_use: true } : wanted,
  });
}

/** The results of all tools that were called at once stand in one message. */
function joined(messages: readonly { readonly role: string; readonly content: readonly Json[] }[]): readonly Json[] {
  const one: { role: string; content: Json[] }[] = [];
  for (const { role, content } of messages) {
    const last = one.at(-1);
    if (last?.role === role) last.content.push(...content);
    else one.push({ role, content: [...content] });
  }
  return one;
}

function blockOf(each: Said): Json {
  switch (each.kind) {
    case 'text':
      return { type: 'text', text: each.text, cache_control: each.cache };
    case 'media':
      return sourceOf(each.media);
    case 'call':
      return { type: 'tool_use', id: each.id, name: each.name, input: each.input };
    case 'result':
      return {
        type: 'tool_result',
        tool_use_id: each.id,
        is_error: each.failed,
        content: each.content.map((told) => ('media' in told ? sourceOf(told.media) : { type: 'text', text: asText(told.value) })),
      };
    case 'thinking':
    case 'block':
      throw new Error(`${each.kind} is not said here`);
  }
}

function sourceOf(media: Media): Json {
  if ('id' in media) return { type: 'document', source: { type: 'file', file_id: media.id } };
  if ('url' in media) return { type: 'image', source: { type: 'url', url: media.url } };
  const source = { type: 'base64', media_type: media.type, data: media.data };
  return { type: media.type.startsWith('image/') ? 'image' : 'document', source };
}

function toolOf(tool: Tool): Json {
  if ('own' in tool) return tool.own;
  const { name, description, schema, strict, cache } = tool;
  return {
    name,
    description: description || undefined,
    input_schema: schema ?? { type: 'object', properties: {} },
    strict,
    cache_control: cache,
  };
}
