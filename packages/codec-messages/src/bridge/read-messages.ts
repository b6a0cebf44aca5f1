import type { Json } from '@sluice/provider-sdk';
import { badRequest, isJson, jsonIn, listIn, stringAt, textIn } from '@sluice/provider-sdk/chat';
import { contentOf, partOf, partsOf } from './read-parts.ts';
import { thoughtSignatureIn } from './signed-call.ts';

/** The conversation as chat messages. */
export function chatMessages(call: Json): readonly Json[] {
  const messages = call['messages'];
  if (!Array.isArray(messages)) throw badRequest('messages', 'must be an array');
  if (messages.length === 0) throw badRequest('messages', 'at least one message is needed');
  return [...systemOf(call['system']), ...messages.flatMap((message: unknown, index) => messageOf(message, `messages[${index}]`))];
}

function systemOf(system: unknown): readonly Json[] {
  if (system === undefined || system === null || system === '') return [];
  const parts = partsOf(system, 'system');
  return parts.length === 0 ? [] : [{ role: 'system', content: contentOf(parts) }];
}

function messageOf(message: unknown, path: string): readonly Json[] {
  if (!isJson(message)) throw badRequest(path, 'must be an object');
  const { role, content } = message;
  if (role === 'assistant') return answerOf(blocksIn(content, `${path}.content`), `${path}.content`);
  if (role === 'user') return saidOf(blocksIn(content, `${path}.content`), `${path}.content`);
  if (role === 'system') return [{ role, content: contentOf(partsOf(content, `${path}.content`)) }];
  throw badRequest(`${path}.role`, 'must be user or assistant');
}

function blocksIn(content: unknown, path: string): readonly Json[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) throw badRequest(path, 'must be a string or an array of blocks');
  const wrong = content.findIndex((block: unknown) => !isJson(block));
  if (wrong >= 0) throw badRequest(`${path}[${wrong}]`, 'must be a block with a "type"');
  return content as readonly Json[];
}

/** The results of tools first, as chat has them: each a message, right after the calls. */
function saidOf(blocks: readonly Json[], path: string): readonly Json[] {
  const at = blocks.map((block, index) => ({ block, path: `${path}[${index}]` }));
  const results = at.filter(({ block }) => block['type'] === 'tool_result');
  const others = at.filter(({ block }) => block['type'] !== 'tool_result');
  const parts = others.map(({ block, path: place }) => partOf(block, place));
  return [
    ...results.map(({ block, path: place }) => resultOf(block, place)),
    ...(parts.length > 0 ? [{ role: 'user', content: contentOf(parts) }] : []),
  ];
}

function resultOf(block: Json, path: string): Json {
  const id = stringAt(block, 'tool_use_id', `${path}.tool_use_id`);
  if (id === undefined) throw badRequest(`${path}.tool_use_id`, 'must name the call that this answers');
  const { content, cache_control: mark } = block;
  return {
    role: 'tool',
    tool_call_id: id,
    content: content === undefined || content === null ? '' : contentOf(partsOf(content, `${path}.content`)),
    ...(block['is_error'] === true && { is_error: true }),
    ...(isJson(mark) && { cache_control: mark }),
  };
}

function answerOf(blocks: readonly Json[], path: string): readonly Json[] {
  const calls: Json[] = [];
  const kept: Json[] = [];
  let reasoning = '';
  let signature: string | undefined;
  for (const [index, block] of blocks.entries()) {
    const thought = thoughtSignatureIn(block);
    if (block['type'] === 'tool_use') {
      calls.push(callOf(block, signature, `${path}[${index}]`));
      signature = undefined;
    } else if (thought !== undefined || (block['type'] === 'thinking' && !textIn(block['signature']))) {
      signature = thought ?? signature;
      reasoning += textIn(block['thinking']) ?? '';
    } else kept.push(block);
  }
  const texts = kept.filter(({ type }) => type === 'text');
  const parts = texts.map((block) => partOf(block, `${path}[${blocks.indexOf(block)}]`));
  const own = kept.length > texts.length || texts.some(({ citations }) => listIn(citations).length > 0);
  if (parts.length === 0 && calls.length === 0 && !own && reasoning === '') return [];
  return [
    {
      role: 'assistant',
      content:
        parts.length === 0 ? null : parts.some((part) => part['cache_control']) ? parts : parts.map(({ text }) => String(text)).join(''),
      ...(reasoning !== '' && { reasoning_content: reasoning }),
      ...(own && { content_blocks: kept }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
  ];
}

function callOf(block: Json, signature: string | undefined, path: string): Json {
  const { id, name, input, cache_control: mark } = block;
  if (typeof id !== 'string') throw badRequest(`${path}.id`, 'must be a string');
  if (typeof name !== 'string') throw badRequest(`${path}.name`, 'must be a string');
  return {
    id,
    type: 'function',
    function: { name, arguments: JSON.stringify(jsonIn(input) ?? {}), ...(signature !== undefined && { thought_signature: signature }) },
    ...(isJson(mark) && { cache_control: mark }),
  };
}
