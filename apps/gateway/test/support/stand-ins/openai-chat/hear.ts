import { Listening, type Heard } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import { WireRefusal, type Asked } from '../wire-format.ts';
import { checkBy, type Check } from './check.ts';
import { hearMessages } from './hear-messages.ts';
import type { Rules } from './rules.ts';

/** Reads a request of OpenAI's chat dialect by the rules of one provider. */
export function hearChat({ headers, json }: Asked, rules: Rules): Heard {
  const check = checkBy(rules);
  const { refuse, unknown } = check;
  if (headers[rules.credential[0]] !== rules.credential[1])
    throw new WireRefusal(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } });
  if (rules.members !== undefined) onlyKnown(json, rules.members, unknown);
  const bad = rules.refused?.split(' ').find((name) => json[name] !== undefined);
  if (bad !== undefined) refuse(`'${bad}' is not supported`, bad, 'unsupported_parameter');
  const heard = new Listening();
  heard.model = textIn(json['model']);
  if (heard.model === '') refuse('you must provide a model parameter', 'model');
  heard.stream = json['stream'] === true;
  heard.maxTokens = (json['max_completion_tokens'] ?? json['max_tokens']) as number | undefined;
  if (json['max_tokens'] !== undefined && json['max_completion_tokens'] !== undefined)
    refuse("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", 'max_tokens');
  if (json['stream_options'] !== undefined && !heard.stream)
    refuse("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options');
  heard.countsAsked = objectIn(json['stream_options'])['include_usage'] === true;
  hearTools(json, heard, check);
  hearFormat(json, heard, check);
  hearThinking(json, heard, check);
  hearMessages(json['messages'], heard, check);
  return heard;
}

function hearTools(json: Json, heard: Listening, { rules, refuse, unknown }: Check): void {
  const { tools } = json;
  if (tools === undefined) {
    const alone = ['tool_choice', 'parallel_tool_calls'].find((name) => json[name] !== undefined);
    if (alone !== undefined) refuse(`'${alone}' is only allowed when 'tools' are specified.`, alone);
    return;
  }
  if (!rules.tools) refuse('tools are not supported', 'tools');
  if (!Array.isArray(tools) || tools.length === 0) refuse("Invalid 'tools': empty array.", 'tools', 'empty_array');
  for (const [index, tool] of objectsIn(tools).entries()) {
    if (tool['type'] !== 'function' && rules.typedCalls !== false)
      refuse(`Invalid value: '${String(tool['type'])}'.`, `tools[${index}].type`);
    const described = objectIn(tool['function']);
    if (rules.strictMessages) {
      onlyKnown(tool, `type function${rules.marks ? ' cache_control' : ''}`, (name) => unknown(`tools[${index}].${name}`));
      onlyKnown(described, 'name description parameters strict', (name) => unknown(`tools[${index}].function.${name}`));
    }
    const name = textIn(described['name']);
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) refuse(`Invalid 'tools[${index}].function.name'`, `tools[${index}].function.name`);
    const { parameters } = described;
    if (parameters !== undefined && (!isObject(parameters) || parameters['type'] !== 'object'))
      refuse('schema must be a JSON Schema of type object', `tools[${index}].function.parameters`);
    if (rules.marks) heard.mark(tool);
    heard.tools.push({ name, description: textIn(described['description']), parameters });
  }
}

function hearFormat(json: Json, heard: Listening, { rules, refuse }: Check): void {
  const format = json['response_format'];
  if (format === undefined) return;
  if (!isObject(format)) refuse('must be an object', 'response_format');
  const { type, json_schema: given } = format as Json;
  if (type === 'text') return;
  if (type === 'json_object') {
    heard.schema = true;
    return;
  }
  if (type !== 'json_schema' || !rules.schemas) refuse(`This response_format type is unavailable now`, 'response_format');
  const { name, schema, strict } = objectIn(given);
  if (typeof name !== 'string' || !/^[a-zA-Z0-9_-]{1,64}$/.test(name))
    refuse("Missing required parameter: 'response_format.json_schema.name'.", 'response_format.json_schema.name');
  if (!isObject(schema)) refuse('a schema is missing', 'response_format.json_schema.schema');
  if (strict === true && objectIn(schema)['additionalProperties'] !== false)
    refuse("'additionalProperties' is required to be supplied and to be false", 'response_format', 'invalid_json_schema');
  heard.schema = schema;
}

function hearThinking(json: Json, heard: Listening, { rules }: Check): void {
  for (const name of rules.thinksBy) {
    const asked = json[name];
    if (asked === undefined) continue;
    if (name === 'reasoning_effort') heard.thinking = asked !== 'none';
    else if (name === 'reasoning') heard.thinking = objectIn(asked)['enabled'] !== false && objectIn(asked)['effort'] !== 'none';
    else heard.thinking = objectIn(asked)['type'] !== 'disabled';
  }
}
