import { Listening, type Heard } from '../heard.ts';
import { isObject, objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Signatures } from '../signatures.ts';
import { WireRefusal, type Asked } from '../wire-format.ts';

/** As of openai-node, 2026-08-21. */
const MEMBERS =
  'model input instructions previous_response_id conversation max_output_tokens max_tool_calls temperature top_p top_logprobs tools tool_choice parallel_tool_calls text reasoning include store stream stream_options background truncation context_management metadata prompt prompt_cache_key prompt_cache_retention prompt_cache_options safety_identifier service_tier user moderation';

const refuse = (message: string, param: string | null = null, code: string | null = null): never => {
  throw new WireRefusal(400, { error: { message, type: 'invalid_request_error', param, code } });
};

const unknown = (path: string): never => refuse(`Unknown parameter: '${path}'.`, path, 'unknown_parameter');

export function hearResponses({ headers, json }: Asked, credential: readonly [string, string], signatures: Signatures): Heard {
  if (headers[credential[0]] !== credential[1])
    throw new WireRefusal(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } });
  onlyKnown(json, MEMBERS, unknown);
  const heard = new Listening();
  heard.model = textIn(json['model']);
  heard.stream = json['stream'] === true;
  heard.maxTokens = json['max_output_tokens'] as number | undefined;
  if (json['instructions'] !== undefined) heard.instruct(textIn(json['instructions']));
  for (const [index, tool] of objectsIn(json['tools']).entries()) {
    if (tool['type'] !== 'function') continue;
    onlyKnown(tool, 'type name description parameters strict', (name) => unknown(`tools[${index}].${name}`));
    heard.tools.push({ name: textIn(tool['name']), description: textIn(tool['description']), parameters: tool['parameters'] });
  }
  const format = objectIn(objectIn(json['text'])['format']);
  if (format['type'] === 'json_schema') heard.schema = format['schema'];
  const { effort } = objectIn(json['reasoning']);
  if (effort !== undefined) heard.thinking = effort !== 'none';
  if (typeof json['input'] === 'string') heard.say('user', json['input']);
  // What came before may be kept at the provider.
  else hearItems(objectsIn(json['input']), heard, signatures, typeof json['previous_response_id'] === 'string');
  return heard;
}

function hearItems(items: readonly Json[], heard: Listening, signatures: Signatures, kept: boolean): void {
  const open: string[] = [];
  let thought = false;
  for (const [index, item] of items.entries()) {
    const type = textIn(item['type']) || 'message';
    if (type === 'message') hearMessage(item, `input[${index}]`, heard);
    else if (type === 'reasoning') {
      const sealed = item['encrypted_content'];
      if (!signatures.has(sealed))
        refuse('The encrypted content could not be verified.', `input[${index}].encrypted_content`, 'invalid_encrypted_content');
      heard.signatures.push(textIn(sealed));
      heard.thought.push(
        objectsIn(item['summary'])
          .map(({ text }) => textIn(text))
          .join(''),
      );
      thought = true;
    } else if (type === 'function_call') {
      const input = parsed(textIn(item['arguments']));
      if (!isObject(input)) refuse('arguments must be JSON in a string', `input[${index}].arguments`);
      if (!thought && textIn(item['id']).endsWith('_thought'))
        refuse(`Item '${textIn(item['id'])}' of type 'function_call' was provided without its required 'reasoning' item.`, 'input');
      open.push(textIn(item['call_id']));
      heard.calls.push({ id: textIn(item['call_id']), name: textIn(item['name']), input });
    } else if (type === 'function_call_output') {
      const id = textIn(item['call_id']);
      if (!open.includes(id) && !kept) refuse(`No tool call found for function call output with call_id ${id}.`, 'input');
      heard.results.push({
        id,
        text:
          typeof item['output'] === 'string'
            ? item['output']
            : objectsIn(item['output'])
                .map(({ text }) => textIn(text))
                .join('\n'),
      });
    } else refuse(`Invalid value: '${type}'.`, `input[${index}].type`);
  }
  const missing = open.find((id) => !heard.results.some((result) => result.id === id));
  if (missing !== undefined) refuse(`No tool output found for function call ${missing}.`, 'input');
}

function hearMessage(item: Json, path: string, heard: Listening): void {
  onlyKnown(item, 'type id role content status phase', (name) => unknown(`${path}.${name}`));
  const { role, content } = item;
  const parts = typeof content === 'string' ? [{ type: 'input_text', text: content }] : objectsIn(content);
  const texts = parts.map((part: Json, index) => {
    const place = `${path}.content[${index}]`;
    onlyKnown(part, 'type text annotations logprobs image_url file_id detail refusal', (name) => unknown(`${place}.${name}`));
    if (part['type'] === 'input_image') {
      heard.images.push(textIn(part['image_url']).replace(/^data:[^,]*,/, ''));
      return '';
    }
    if (part['type'] !== (role === 'assistant' ? 'output_text' : 'input_text') && typeof content !== 'string')
      refuse(`Invalid value: '${textIn(part['type'])}'.`, place);
    return textIn(part['text']);
  });
  const text = texts.filter((each) => each !== '').join('\n');
  if (role === 'system' || role === 'developer') heard.instruct(text);
  else heard.say(role as 'user' | 'assistant', text);
}
