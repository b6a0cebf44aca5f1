import type { Listening } from '../heard.ts';
import { isObject, objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Check } from './check.ts';

const MEMBERS: Readonly<Record<string, string>> = {
  system: 'role content name',
  developer: 'role content name',
  user: 'role content name',
  assistant: 'role content name refusal tool_calls audio function_call',
  tool: 'role content tool_call_id name',
};

/** The messages of a chat, in order, with every call answered before anything else is said. */
export function hearMessages(messages: unknown, heard: Listening, check: Check): void {
  const { rules, refuse, unknown } = check;
  if (!Array.isArray(messages) || messages.length === 0) refuse("Invalid 'messages': empty array.", 'messages');
  let open: string[] = [];
  for (const [index, message] of (messages as readonly unknown[]).entries()) {
    const path = `messages[${index}]`;
    if (!isObject(message)) refuse('must be an object', path);
    const said = message as Json;
    const role = textIn(said['role']);
    if (MEMBERS[role] === undefined || (role === 'developer' && !rules.developer)) refuse(`Invalid value: '${role}'.`, `${path}.role`);
    if (rules.strictMessages) {
      const more = role === 'assistant' ? ` ${rules.assistantMembers ?? ''}` : '';
      onlyKnown(said, `${MEMBERS[role]!}${more}${rules.marks ? ' cache_control' : ''}`, (name) => unknown(`${path}.${name}`));
    }
    if (role !== 'tool' && open.length > 0)
      refuse(
        `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${open.join(', ')}`,
        path,
      );
    if (rules.marks) heard.mark(said);
    const text = hearContent(said['content'], path, role, heard, check);
    if (role === 'system' || role === 'developer') heard.instruct(text);
    else if (role === 'user') heard.say('user', text);
    else if (role === 'assistant') open = hearAssistant(said, text, path, heard, check);
    else open = hearResult(said, text, path, open, heard, check);
  }
  if (open.length > 0) refuse(`tool_call_ids did not have response messages: ${open.join(', ')}`, 'messages');
}

function hearContent(content: unknown, path: string, role: string, heard: Listening, { rules, refuse, unknown }: Check): string {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) {
    if (role !== 'assistant') refuse(`Missing required parameter: '${path}.content'.`, `${path}.content`);
    return '';
  }
  if (!Array.isArray(content) || content.length === 0) refuse(`Invalid type for '${path}.content'`, `${path}.content`);
  const texts = objectsIn(content).map((part, index) => {
    const place = `${path}.content[${index}]`;
    const type = textIn(part['type']);
    if (rules.marks) heard.mark(part);
    if (rules.strictMessages) onlyKnown(part, `type ${type}${rules.marks ? ' cache_control' : ''}`, (name) => unknown(`${place}.${name}`));
    if (type === 'text') return textIn(part['text']);
    if (type !== 'image_url' || !rules.pictures || (role !== 'user' && rules.strictMessages))
      return refuse(`Invalid value: '${type}'. Supported values are: 'text'.`, `${place}.type`);
    const url = textIn(objectIn(part['image_url'])['url']);
    if (!/^(?:https?:\/\/|data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$)/.test(url))
      refuse('Invalid image', `${place}.image_url.url`);
    heard.images.push(url.replace(/^data:[^,]*,/, ''));
    return '';
  });
  return texts.filter((text) => text !== '').join('\n');
}

function hearAssistant(said: Json, text: string, path: string, heard: Listening, { rules, refuse, unknown }: Check): string[] {
  const calls = said['tool_calls'];
  if (calls !== undefined && (!Array.isArray(calls) || calls.length === 0)) refuse('empty array', `${path}.tool_calls`);
  if (text === '' && calls === undefined && said['refusal'] === undefined)
    refuse('Invalid value for content: expected a string, got null.', `${path}.content`);
  heard.say('assistant', text);
  const thought = textIn(rules.toldIn === undefined || rules.toldIn === 'think' ? '' : said[rules.toldIn]);
  if (rules.mustReplay === true && calls !== undefined && typeof said['reasoning_content'] !== 'string')
    refuse('The `reasoning_content` in the thinking mode must be passed back to the API.', path);
  let detailed = '';
  for (const detail of objectsIn(said['reasoning_details'])) {
    heard.signatures.push(textIn(detail['signature']));
    detailed += textIn(detail['text']);
  }
  // The same thinking may be told in both places.
  if (detailed !== '' || thought !== '') heard.thought.push(detailed || thought);
  return objectsIn(calls).map((call, index) => {
    const place = `${path}.tool_calls[${index}]`;
    const called = objectIn(call['function']);
    if (rules.strictMessages) {
      onlyKnown(call, `id type function ${rules.callMembers ?? ''}`, (name) => unknown(`${place}.${name}`));
      onlyKnown(called, 'name arguments', (name) => unknown(`${place}.function.${name}`));
    }
    if (call['type'] !== 'function' && rules.typedCalls !== false) refuse(`Invalid value for '${place}.type'`, `${place}.type`);
    const input = typeof called['arguments'] === 'string' ? parsed(called['arguments']) : undefined;
    if (!isObject(input)) refuse('arguments must be JSON in a string', `${place}.function.arguments`);
    const id = textIn(call['id']);
    if (id === '') refuse('an id is missing', `${place}.id`);
    heard.calls.push({ id, name: textIn(called['name']), input });
    return id;
  });
}

function hearResult(said: Json, text: string, path: string, open: readonly string[], heard: Listening, { refuse }: Check): string[] {
  const id = textIn(said['tool_call_id']);
  if (!open.includes(id)) refuse("messages with role 'tool' must be a response to a preceding message with 'tool_calls'.", path);
  heard.results.push({ id, text });
  return open.filter((each) => each !== id);
}
