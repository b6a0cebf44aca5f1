import { Listening, type Heard } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Signatures } from '../signatures.ts';
import { WireRefusal, type Asked } from '../wire-format.ts';
import { hearBlocks } from './hear-blocks.ts';
import { extra, refuse } from './refuse.ts';

/** Where the Messages API is spoken. */
export interface Place {
  /** Anthropic's own endpoint asks for a key and a version in headers; others for a token and a version in the body. */
  readonly credential: readonly [name: string, value: string];
  readonly version: 'header' | 'body' | 'none';
}

/** As of anthropic-sdk-typescript, 2026-08-19. */
const MEMBERS =
  'model messages max_tokens system stop_sequences stream temperature top_p top_k tools tool_choice thinking output_config metadata service_tier cache_control container inference_geo';

export function hearCall({ headers, json }: Asked, place: Place, signatures: Signatures): Heard {
  if (headers[place.credential[0]] !== place.credential[1])
    throw new WireRefusal(401, { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } });
  if (place.version === 'header' && headers['anthropic-version'] !== '2023-06-01') refuse('anthropic-version: header is required');
  if (place.version === 'body' && json['anthropic_version'] !== 'vertex-2023-10-16') refuse('anthropic_version: Field required');
  onlyKnown(json, `${MEMBERS}${place.version === 'body' ? ' anthropic_version anthropic_beta' : ''}`, extra);
  const heard = new Listening();
  heard.model = textIn(json['model']);
  if (place.version === 'body' ? heard.model !== '' : heard.model === '') refuse('model: wrong for this place');
  heard.stream = json['stream'] === true;
  const { max_tokens: most } = json;
  if (typeof most !== 'number' || most < 1) refuse('max_tokens: Field required');
  heard.maxTokens = most as number;
  hearSystem(json['system'], heard);
  const forced = hearTools(json, heard);
  hearThinking(json, most as number, forced, heard);
  const config = objectIn(json['output_config']);
  onlyKnown(config, 'effort format', (name) => extra(`output_config.${name}`));
  if (config['format'] !== undefined) heard.schema = hearFormat(objectIn(config['format']));
  if (typeof config['effort'] === 'string') heard.thinking ??= true;
  hearTurns(json['messages'], json, heard, signatures);
  if (heard.cacheMarks > 4) refuse('A maximum of 4 blocks with cache_control may be provided.');
  return heard;
}

function hearSystem(system: unknown, heard: Listening): void {
  if (typeof system === 'string') return heard.instruct(system);
  for (const block of objectsIn(system)) {
    if (block['type'] !== 'text' || textIn(block['text']) === '') refuse('system: text content blocks must be non-empty');
    onlyKnown(block, 'type text cache_control citations', (name) => extra(`system.${name}`));
    heard.mark(block);
    heard.instruct(textIn(block['text']));
  }
}

/** @returns Whether a tool has to be called. */
function hearTools(json: Json, heard: Listening): boolean {
  const { tools, tool_choice: choice } = json;
  for (const [index, tool] of objectsIn(tools).entries()) {
    onlyKnown(tool, 'type name description input_schema strict cache_control', (name) => extra(`tools.${index}.custom.${name}`));
    const { input_schema: parameters } = tool;
    if (!isObject(parameters) || parameters['type'] !== 'object') refuse(`tools.${index}.custom.input_schema.type: Field required`);
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(textIn(tool['name']))) refuse(`tools.${index}.custom.name: wrong`);
    heard.mark(tool);
    heard.tools.push({ name: textIn(tool['name']), description: textIn(tool['description']), parameters });
  }
  if (choice !== undefined && objectsIn(tools).length === 0) refuse('tool_choice: may only be specified while providing tools');
  return ['any', 'tool'].includes(textIn(objectIn(choice)['type']));
}

function hearThinking(json: Json, most: number, forced: boolean, heard: Listening): void {
  const { thinking } = json;
  if (thinking === undefined) return;
  const { type, budget_tokens: budget } = objectIn(thinking);
  heard.thinking = type !== 'disabled';
  if (type === 'disabled') return;
  if (type !== 'enabled' && type !== 'adaptive') refuse('thinking.type: wrong');
  if (type === 'enabled' && (typeof budget !== 'number' || budget < 1024))
    refuse('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024');
  if (typeof budget === 'number' && budget >= most) refuse('`max_tokens` must be greater than `thinking.budget_tokens`');
  if (forced) refuse('Thinking may not be enabled when tool_choice forces tool use.');
  if (json['temperature'] !== undefined && json['temperature'] !== 1) refuse('`temperature` may only be set to 1 when thinking is enabled');
}

function hearFormat({ type, schema }: Json): unknown {
  if (type !== 'json_schema' || !isObject(schema)) refuse('output_config.format: wrong');
  if (objectIn(schema)['additionalProperties'] !== false)
    refuse("output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false");
  return schema;
}

function hearTurns(messages: unknown, json: Json, heard: Listening, signatures: Signatures): void {
  const turns = objectsIn(messages);
  if (turns.length === 0 || turns.length !== (messages as readonly unknown[]).length) refuse('messages: at least one message is required');
  if (turns[0]!['role'] !== 'user') refuse('messages: first message must use the "user" role');
  if (turns.at(-1)!['role'] !== 'user')
    refuse('This model does not support assistant message prefill. The conversation must end with a user message.');
  let open: readonly string[] = [];
  for (const [index, turn] of turns.entries()) {
    onlyKnown(turn, 'role content', (name) => extra(`messages.${index}.${name}`));
    const { role, content } = turn;
    if (role !== 'user' && role !== 'assistant') refuse(`messages.${index}.role: Input should be 'user' or 'assistant'`);
    const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : objectsIn(content);
    if (blocks.length === 0) refuse(`messages.${index}: all messages must have non-empty content`);
    const thinks = heard.thinking === true && index === turns.length - 2;
    open = hearBlocks(
      blocks,
      { role: role as 'user' | 'assistant', path: `messages.${index}`, open, thinks, model: textIn(json['model']) },
      heard,
      signatures,
    );
  }
}
