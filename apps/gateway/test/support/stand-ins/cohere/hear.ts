import { Listening, type Heard } from '../heard.ts';
import { isObject, objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import { WireRefusal, type Asked } from '../wire-format.ts';

const refuse = (message: string): never => {
  throw new WireRefusal(400, { id: '24e32f6d', message });
};

const unknown = (name: string): never => {
  throw new WireRefusal(422, { id: '24e32f6d', message: `unknown field: parameter '${name}' is not a valid field` });
};

/** As of cohere-typescript, V2ChatRequest, 2026-08-18. */
const MEMBERS =
  'model messages stream tools strict_tools tool_choice documents citation_options response_format safety_mode max_tokens stop_sequences temperature seed frequency_penalty presence_penalty k p logprobs thinking priority';

const ROLES: Readonly<Record<string, string>> = {
  system: 'role content',
  user: 'role content',
  assistant: 'role content tool_calls tool_plan citations',
  tool: 'role content tool_call_id',
};

export function hearCohere({ headers, json }: Asked): Heard {
  if (headers['authorization'] !== 'Bearer test-key') throw new WireRefusal(401, { id: '1', message: 'invalid api token' });
  onlyKnown(json, MEMBERS, unknown);
  const heard = new Listening();
  heard.model = textIn(json['model']);
  heard.stream = json['stream'] === true;
  heard.maxTokens = json['max_tokens'] as number | undefined;
  if (json['tools'] !== undefined) hearTools(json['tools'], heard);
  const choice = json['tool_choice'];
  if (choice !== undefined && choice !== 'REQUIRED' && choice !== 'NONE') refuse('tool_choice must be REQUIRED or NONE');
  if (choice !== undefined && heard.tools.length === 0) refuse('tool_choice without tools');
  const { type, json_schema: schema } = objectIn(json['response_format']);
  if (type !== undefined && type !== 'text' && type !== 'json_object') refuse('response_format.type: wrong');
  if (type === 'json_object') heard.schema = schema ?? true;
  if (isObject(schema) && (schema['type'] !== 'object' || !Array.isArray(schema['required'])))
    refuse('json_schema must have at least one required field');
  const thinking = json['thinking'];
  if (thinking !== undefined) {
    onlyKnown(objectIn(thinking), 'type token_budget', unknown);
    heard.thinking = objectIn(thinking)['type'] === 'enabled';
  }
  hearMessages(json['messages'], heard);
  return heard;
}

function hearTools(tools: unknown, heard: Listening): void {
  if (objectsIn(tools).length === 0) refuse('tools must not be empty');
  for (const tool of objectsIn(tools)) {
    const { name, description, parameters, ...others } = objectIn(tool['function']);
    onlyKnown(tool, 'type function', unknown);
    onlyKnown(others, '', unknown);
    if (tool['type'] !== 'function' || !isObject(parameters)) refuse('tools: wrong');
    heard.tools.push({ name: textIn(name), description: textIn(description), parameters });
  }
}

function hearMessages(messages: unknown, heard: Listening): void {
  const said = objectsIn(messages);
  if (said.length === 0) refuse('messages must not be empty');
  let open: string[] = [];
  for (const message of said) {
    const role = textIn(message['role']);
    if (ROLES[role] === undefined) refuse(`invalid role ${role}`);
    onlyKnown(message, ROLES[role]!, unknown);
    if (role !== 'tool' && open.length > 0) refuse('tool results must directly follow the tool calls');
    const text = textOf(message['content'], role, heard);
    if (role === 'system') heard.instruct(text);
    if (role === 'user' || role === 'assistant') heard.say(role, text);
    if (role === 'assistant') open = hearCalls(message, text, heard);
    if (role !== 'tool') continue;
    const id = textIn(message['tool_call_id']);
    if (!open.includes(id)) refuse(`tool_call_id ${id} not found`);
    open = open.filter((each) => each !== id);
    heard.results.push({ id, text });
  }
  if (open.length > 0) refuse('tool calls without results');
}

function hearCalls(message: Json, text: string, heard: Listening): string[] {
  const calls = objectsIn(message['tool_calls']);
  const plan = textIn(message['tool_plan']);
  if (calls.length === 0 && text === '' && heard.thought.length === 0) refuse('an assistant message must have content or tool calls');
  // What was thought before tools were called.
  if (plan !== '') heard.thought.push(plan);
  return calls.map((call) => {
    const { name, arguments: given } = objectIn(call['function']);
    onlyKnown(call, 'id type function', unknown);
    const input = typeof given === 'string' ? parsed(given) : undefined;
    if (!isObject(input)) refuse('tool call arguments must be JSON in a string');
    heard.calls.push({ id: textIn(call['id']), name: textIn(name), input });
    return textIn(call['id']);
  });
}

function textOf(content: unknown, role: string, heard: Listening): string {
  if (typeof content === 'string') return content;
  const texts = objectsIn(content).map((part) => {
    const { type } = part;
    onlyKnown(part, `type ${textIn(type)}`, unknown);
    if (type === 'text') return textIn(part['text']);
    if (type === 'thinking' && role === 'assistant') heard.thought.push(textIn(part['thinking']));
    else if (type === 'image_url' && role === 'user')
      heard.images.push(textIn(objectIn(part['image_url'])['url']).replace(/^data:[^,]*,/, ''));
    else if (type === 'document' && role === 'tool') return JSON.stringify(objectIn(part['document'])['data']);
    else refuse(`invalid content type ${textIn(type)}`);
    return '';
  });
  return texts.filter((text) => text !== '').join('\n');
}
