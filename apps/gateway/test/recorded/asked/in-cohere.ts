import { listIn, objectIn, parsedOr, textIn, type Json } from '../json.ts';
import { askedInChat } from './in-chat.ts';
import { schemaOf, type Asked } from './asked.ts';

/** What a call of Cohere's second API asks: chat's words but for some. */
export function askedInCohere(body: Json): Asked {
  const { p, k, stop_sequences: stop, tool_choice: choice, response_format: format, strict_tools: strict, ...others } = body;
  const asked = askedInChat({ ...others, messages: listIn(body['messages']).map(withoutOwn) });
  const { type, json_schema: schema } = objectIn(format);
  const form = type === 'json_object' ? (schema ? { schema: schemaOf(schema) } : 'json') : undefined;
  const { documents, ...rest } = asked.rest;
  const tools = asked.tools.map((tool) => (strict === true ? { ...tool, strict: true as const } : tool));
  const wanted = choice === 'REQUIRED' ? 'required' : choice === 'NONE' ? 'none' : undefined;
  const [only] = tools;
  return {
    ...asked,
    // No tool can be named; the one that there is can be.
    choice: wanted === 'required' && tools.length === 1 && only && 'name' in only ? { name: only.name } : wanted,
    tools,
    settings: { ...asked.settings, top_p: p, top_k: k, stop, response_format: form, thinking: thinkingIn(body['thinking']) },
    rest: Array.isArray(documents) && documents.length > 0 ? { ...rest, documents } : rest,
  };
}

/** A plan is text before calls; documents that a tool answers with are what it answers. */
function withoutOwn(message: Json): Json {
  const { tool_plan: plan, content, ...rest } = message;
  const parts = Array.isArray(content) ? listIn(content) : content;
  if (!Array.isArray(parts)) return { ...rest, content: parts ?? plan };
  const thinking = (parts as readonly Json[]).filter(({ type }) => type === 'thinking').map(({ thinking: each }) => textIn(each));
  const said = (parts as readonly Json[])
    .filter(({ type }) => type !== 'thinking')
    .map((part) => (part['type'] === 'document' ? { type: 'text', text: dataIn(part) } : part));
  return { ...rest, content: said, ...(thinking.length > 0 && { reasoning_content: thinking.join('') }) };
}

const dataIn = (part: Json): string => {
  const { data } = objectIn(part['document']);
  return typeof data === 'string' ? String(parsedOr(data)) : JSON.stringify(data);
};

const thinkingIn = (thinking: unknown): Json | undefined => {
  const { type, token_budget: budget } = objectIn(thinking);
  return type === undefined ? undefined : { type, ...(budget !== undefined && { budget_tokens: budget }) };
};
