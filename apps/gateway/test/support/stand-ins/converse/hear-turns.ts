import type { Listening } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Signatures } from '../signatures.ts';
import { markIn } from './cache-point.ts';
import type { Family } from './family.ts';
import { refuse, unknown } from './refuse.ts';

const BLOCK = 'text image document video audio toolUse toolResult reasoningContent guardContent cachePoint citationsContent';

/** @returns Whether tools are called or answered in the conversation. */
export function hearTurns(messages: unknown, family: Family, heard: Listening, signatures: Signatures): boolean {
  const turns = objectsIn(messages);
  if (turns.length === 0 || turns[0]!['role'] !== 'user')
    refuse('A conversation must start with a user message. Try again with a conversation that starts with a user message.');
  if (turns.at(-1)!['role'] !== 'user') refuse('The model does not support assistant message prefill.');
  let open: readonly string[] = [];
  let before = '';
  for (const [index, turn] of turns.entries()) {
    const role = textIn(turn['role']);
    if (role === before || (role !== 'user' && role !== 'assistant'))
      refuse('A conversation must alternate between user and assistant roles.');
    before = role;
    open = hearTurn(objectsIn(turn['content']), `messages.${index}`, role as 'user' | 'assistant', open, {
      family,
      heard,
      signatures,
      last: index === turns.length - 2,
    });
  }
  return heard.calls.length > 0 || heard.results.length > 0;
}

interface Ear {
  readonly family: Family;
  readonly heard: Listening;
  readonly signatures: Signatures;
  readonly last: boolean;
}

function hearTurn(blocks: readonly Json[], path: string, role: 'user' | 'assistant', open: readonly string[], ear: Ear): readonly string[] {
  const { family, heard, signatures, last } = ear;
  if (blocks.length === 0) refuse(`The content field in the Message object at ${path} is empty.`);
  const calls: string[] = [];
  const answered: string[] = [];
  let text = '';
  for (const [index, block] of blocks.entries()) {
    const place = `${path}.content.${index}`;
    onlyKnown(block, BLOCK, (name) => unknown(`${place}.${name}`));
    if (Object.keys(block).length !== 1) refuse(`${place}: exactly one member must be set`);
    markIn(block, heard);
    if (block['text'] !== undefined) {
      if (textIn(block['text']).trim() === '')
        refuse(`The text field in the ContentBlock object at ${place} is blank. Add text to the text field, and try again.`);
      if (calls.length > 0) refuse(`${place}: text must come before toolUse`);
      text += textIn(block['text']);
    } else if (isObject(block['image'])) {
      if (!['png', 'jpeg', 'gif', 'webp'].includes(textIn(block['image']['format']))) refuse(`${place}.image.format: wrong`);
      heard.images.push(textIn(objectIn(block['image']['source'])['bytes']));
    } else if (isObject(block['toolUse'])) {
      const { toolUseId, name, input } = block['toolUse'];
      if (!/^[a-zA-Z0-9_-]{1,64}$/.test(textIn(toolUseId)) || !isObject(input)) refuse(`${place}.toolUse: wrong`);
      calls.push(textIn(toolUseId));
      heard.calls.push({ id: textIn(toolUseId), name: textIn(name), input });
    } else if (isObject(block['toolResult'])) answered.push(hearResult(block['toolResult'], place, open, heard));
    else if (isObject(block['reasoningContent'])) hearThought(block['reasoningContent'], place, family, heard, signatures);
  }
  if (open.some((id) => !answered.includes(id)))
    refuse(`Expected toolResult blocks at ${path}.content for the following Ids: ${open.join(', ')}`);
  if (
    family === 'claude' &&
    last &&
    role === 'assistant' &&
    heard.thinking === true &&
    calls.length > 0 &&
    blocks[0]!['reasoningContent'] === undefined
  )
    refuse(`${path}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`tool_use\`.`);
  heard.say(role, text);
  return calls;
}

function hearResult(result: Json, place: string, open: readonly string[], heard: Listening): string {
  const { toolUseId, content, status, ...others } = result;
  onlyKnown(others, 'type', (name) => unknown(`${place}.toolResult.${name}`));
  if (status !== undefined && status !== 'success' && status !== 'error') refuse(`${place}.toolResult.status: wrong`);
  const id = textIn(toolUseId);
  if (!open.includes(id)) refuse('The number of toolResult blocks exceeds the number of toolUse blocks of previous turn.');
  const told = objectsIn(content).map((part) => {
    if (part['json'] !== undefined && !isObject(part['json'])) refuse(`${place}.toolResult.content.json must be an object`);
    return part['json'] === undefined ? textIn(part['text']) : JSON.stringify(part['json']);
  });
  heard.results.push({ id, text: told.join('\n') });
  return id;
}

function hearThought(reasoning: Json, place: string, family: Family, heard: Listening, signatures: Signatures): void {
  if (family !== 'claude')
    refuse(`${place}: User messages cannot contain reasoning content. Please remove the reasoning content and try again.`);
  const { text, signature } = objectIn(reasoning['reasoningText']);
  if (!signatures.isOurs(signature, textIn(text))) refuse(`${place}: Invalid \`signature\` in \`thinking\` block`);
  heard.thought.push(textIn(text));
  heard.signatures.push(textIn(signature));
}
