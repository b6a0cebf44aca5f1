import { Listening, type Heard } from '../heard.ts';
import { objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Signatures } from '../signatures.ts';
import { WireRefusal, type Asked } from '../wire-format.ts';
import { markIn } from './cache-point.ts';
import type { Family } from './family.ts';
import { hearTurns } from './hear-turns.ts';
import { refuse, unknown } from './refuse.ts';

export function hearConverse({ url, json }: Asked, family: Family, signatures: Signatures): Heard {
  const method = /^\/model\/([^/]+)\/(converse|converse-stream)$/.exec(url);
  if (!method) throw new WireRefusal(404, { message: `no operation at ${url}` });
  onlyKnown(
    json,
    'messages system inferenceConfig toolConfig guardrailConfig additionalModelRequestFields additionalModelResponseFieldPaths promptVariables requestMetadata performanceConfig serviceTier outputConfig',
    unknown,
  );
  const heard = new Listening();
  heard.model = decodeURIComponent(method[1]!);
  heard.stream = method[2] === 'converse-stream';
  for (const block of objectsIn(json['system'])) {
    onlyKnown(block, 'text cachePoint guardContent', (name) => unknown(`system.${name}`));
    markIn(block, heard);
    if (block['text'] !== undefined && textIn(block['text']).trim() === '')
      refuse('The text field in the ContentBlock object at system.0 is blank.');
    if (typeof block['text'] === 'string') heard.instruct(block['text']);
  }
  const inference = objectIn(json['inferenceConfig']);
  onlyKnown(inference, 'maxTokens temperature topP stopSequences', (name) => unknown(`inferenceConfig.${name}`));
  heard.maxTokens = inference['maxTokens'] as number | undefined;
  hearTools(json['toolConfig'], family, heard);
  hearOwn(objectIn(json['additionalModelRequestFields']), family, heard);
  hearFormat(json['outputConfig'], family, heard);
  const hasTools = hearTurns(json['messages'], family, heard, signatures);
  if (hasTools && json['toolConfig'] === undefined)
    refuse('The toolConfig field must be defined when using toolUse and toolResult content blocks.');
  return heard;
}

function hearTools(config: unknown, family: Family, heard: Listening): void {
  if (config === undefined) return;
  const { tools, toolChoice } = objectIn(config);
  onlyKnown(objectIn(config), 'tools toolChoice', (name) => unknown(`toolConfig.${name}`));
  if (objectsIn(tools).length === 0) refuse('toolConfig.tools must have at least one tool');
  for (const tool of objectsIn(tools)) {
    markIn(tool, heard);
    if (tool['cachePoint'] !== undefined || tool['systemTool'] !== undefined) continue;
    const { name, description, inputSchema, ...others } = objectIn(tool['toolSpec']);
    onlyKnown(others, 'strict', (member) => unknown(`toolSpec.${member}`));
    const parameters = objectIn(inputSchema)['json'];
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(textIn(name))) refuse('toolSpec.name: wrong');
    if (description === '') refuse('toolSpec.description: length must be at least 1');
    if (objectIn(parameters)['type'] !== 'object')
      refuse('The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object.');
    heard.tools.push({ name: textIn(name), description: textIn(description), parameters });
  }
  const forced = textIn(objectIn(objectIn(toolChoice)['tool'])['name']);
  if ((forced !== '' || objectIn(toolChoice)['any'] !== undefined) && family === 'open')
    refuse("This model doesn't support the toolConfig.toolChoice field. Remove toolConfig.toolChoice and try again.");
  if (forced === '') return;
  heard.answerTool = forced;
  heard.schema = heard.tools.find(({ name }) => name === forced)?.parameters;
}

/** What goes to the model past Converse, by the maker of the model. */
function hearOwn(fields: Json, family: Family, heard: Listening): void {
  if (family === 'claude') {
    onlyKnown(fields, 'thinking reasoning_config output_config anthropic_beta top_k tool_choice', (name) =>
      refuse(`${name}: Extra inputs are not permitted`),
    );
    const { type, budget_tokens: budget } = objectIn(fields['thinking'] ?? fields['reasoning_config']);
    if (type === 'enabled' && (typeof budget !== 'number' || budget < 1024 || budget >= (heard.maxTokens ?? 4096)))
      refuse('`max_tokens` must be greater than `thinking.budget_tokens`');
    if (type !== undefined) heard.thinking = type !== 'disabled';
    const format = objectIn(objectIn(fields['output_config'])['format']);
    if (format['type'] === 'json_schema') heard.schema = format['schema'];
  } else if (family === 'nova') {
    onlyKnown(fields, 'reasoningConfig inferenceConfig', (name) => refuse(`extraneous key [${name}] is not permitted`));
    const { type, maxReasoningEffort: effort } = objectIn(fields['reasoningConfig']);
    if (type === 'enabled' && !['low', 'medium', 'high'].includes(textIn(effort))) refuse('reasoningConfig.maxReasoningEffort: wrong');
    if (type !== undefined) heard.thinking = type === 'enabled';
  } else {
    onlyKnown(fields, 'reasoning_effort', (name) => refuse(`${name} is not supported`));
    if (fields['reasoning_effort'] !== undefined) heard.thinking = true;
  }
}

function hearFormat(config: unknown, family: Family, heard: Listening): void {
  if (config === undefined) return;
  const { type, structure } = objectIn(objectIn(config)['textFormat']);
  const { schema } = objectIn(objectIn(structure)['jsonSchema']);
  if (type !== 'json_schema' || typeof schema !== 'string' || family === 'nova') refuse('outputConfig.textFormat: wrong');
  heard.schema = parsed(String(schema));
}
