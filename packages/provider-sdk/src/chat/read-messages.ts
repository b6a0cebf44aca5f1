import type { Json } from '../codec.ts';
import { withMarkedNumbers } from '../json/index.ts';
import type { AssistantTurn, ChatCall, Part, TextPart, ToolCall, ToolTurn, Turn } from './call.ts';
import { badRequest, isJson, jsonIn, listAt, listIn, stringAt, textIn } from './members.ts';
import { readParts } from './read-parts.ts';

/** The messages as turns; those in front that instruct are `system`. */
export function readMessages(messages: readonly unknown[]): Pick<ChatCall, 'system' | 'turns'> {
  const system: TextPart[] = [];
  const turns: Turn[] = [];
  // Tools answer by the id of the call; some providers want the name.
  const names = new Map<string, string>();
  for (const [index, message] of messages.entries()) {
    const path = `messages[${index}]`;
    if (!isJson(message)) throw badRequest(path, 'must be an object');
    const role = message['role'];
    if (role === 'system' || role === 'developer') {
      const parts = onlyText(readParts(message, path), path);
      if (turns.length === 0) system.push(...parts);
      else turns.push({ role: 'system', parts, path });
    } else if (role === 'user') turns.push({ role, parts: readParts(message, path), name: textIn(message['name']), path });
    else if (role === 'assistant') {
      const turn = readAssistant(message, path);
      for (const { id, name } of turn.calls) names.set(id, name);
      turns.push(turn);
    } else if (role === 'tool' || role === 'function') turns.push(readToolAnswer(message, role, names, path));
    else throw badRequest(`${path}.role`, 'must be system, developer, user, assistant or tool');
  }
  return { system, turns };
}

function onlyText(parts: readonly Part[], path: string): readonly TextPart[] {
  const wrong = parts.find(({ kind }) => kind !== 'text');
  if (wrong) throw badRequest(wrong.path, `only text can instruct (${path})`);
  return parts as readonly TextPart[];
}

function readAssistant(message: Json, path: string): AssistantTurn {
  const { parts, thinking } = readSaid(message, path);
  const reasoning = textIn(message['reasoning_content']) ?? textIn(message['reasoning']) ?? (thinking === '' ? undefined : thinking);
  const calls = (listAt(message, 'tool_calls', `${path}.tool_calls`) ?? []).map((call, index) =>
    readToolCall(call, `${path}.tool_calls[${index}]`),
  );
  const old = jsonIn(message['function_call']);
  if (old) calls.push(readToolCall({ id: textIn(old['name']) ?? '', function: old }, `${path}.function_call`));
  return {
    role: 'assistant',
    parts,
    reasoning: reasoning === '' ? undefined : reasoning,
    blocks: listIn(message['content_blocks']).filter(isJson).map(withType),
    calls,
    path,
  };
}

/** A stream tells its blocks piece by piece and no type with them, so a client that put one together may have none to send back. */
function withType(block: Json): Json {
  if (block['type'] !== undefined) return block;
  const type = 'thinking' in block || 'signature' in block ? 'thinking' : 'data' in block ? 'redacted_thinking' : 'text';
  return { type, ...(type === 'thinking' && { thinking: '' }), ...block };
}

/** What an assistant said, and what it thought where that stands among it. */
function readSaid(message: Json, path: string): { parts: readonly TextPart[]; thinking: string } {
  let thinking = '';
  let content = message['content'];
  if (Array.isArray(content)) {
    content = content.filter((part: unknown) => {
      if (!isJson(part) || part['type'] !== 'thinking') return true;
      thinking +=
        textIn(part['thinking']) ??
        listIn(part['thinking'])
          .map((each) => textIn(jsonIn(each)?.['text']) ?? '')
          .join('');
      return false;
    });
  }
  const parts = onlyText(readParts({ ...message, content }, path), path);
  const refusal = textIn(message['refusal']);
  const said = refusal ? [...parts, { kind: 'text', text: refusal, cacheControl: undefined, path: `${path}.refusal` } as const] : parts;
  return { parts: said.filter(({ text }) => text !== ''), thinking };
}

function readToolCall(call: unknown, path: string): ToolCall {
  const described = isJson(call) ? (jsonIn(call['function']) ?? jsonIn(call['custom'])) : undefined;
  if (!isJson(call) || !described) throw badRequest(path, 'must be a call with a "function"');
  const name = stringAt(described, 'name', `${path}.function.name`);
  if (name === undefined || name === '') throw badRequest(`${path}.function.name`, 'must be a name');
  const given = described['arguments'] ?? described['input'] ?? '';
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const google = jsonIn(jsonIn(call['extra_content'])?.['google']);
  return {
    id: textIn(call['id']) ?? name,
    name,
    arguments: text,
    input: parseArguments(text, `${path}.function.arguments`),
    thoughtSignature: textIn(described['thought_signature']) ?? textIn(call['thought_signature']) ?? textIn(google?.['thought_signature']),
    cacheControl: jsonIn(call['cache_control']),
  };
}

function parseArguments(text: string, path: string): Json {
  if (text.trim() === '' || text === 'null') return {};
  try {
    const parsed: unknown = JSON.parse(withMarkedNumbers(text));
    if (isJson(parsed)) return parsed;
  } catch {
    // Said below, like JSON that is no object.
  }
  throw badRequest(path, 'must be a JSON object, as text');
}

function readToolAnswer(message: Json, role: 'tool' | 'function', names: ReadonlyMap<string, string>, path: string): ToolTurn {
  const name = textIn(message['name']);
  const callId = textIn(message['tool_call_id']) ?? (role === 'function' ? name : undefined);
  if (callId === undefined) throw badRequest(`${path}.tool_call_id`, 'must name the call that this answers');
  return {
    role: 'tool',
    callId,
    name: names.get(callId) ?? name,
    parts: readParts(message, path),
    failed: message['is_error'] === true,
    cacheControl: jsonIn(message['cache_control']),
    path,
  };
}
