import type { Listening } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Signatures } from '../signatures.ts';
import { extra, refuse } from './refuse.ts';

/** Where blocks stand. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly path: string;
  /** Calls of the turn before that wait for their results. */
  readonly open: readonly string[];
  /** The last answer, with thinking on: it has to begin with what was thought. */
  readonly thinks: boolean;
  readonly model: string;
}

const MEMBERS: Readonly<Record<string, string>> = {
  text: 'type text cache_control citations',
  image: 'type source cache_control',
  tool_use: 'type id name input cache_control',
  tool_result: 'type tool_use_id content is_error cache_control',
  thinking: 'type thinking signature',
  redacted_thinking: 'type data',
};

/** @returns The calls in these blocks, which the next turn has to answer. */
export function hearBlocks(blocks: readonly Json[], turn: Turn, heard: Listening, signatures: Signatures): readonly string[] {
  const { role, path, open, thinks } = turn;
  const calls: string[] = [];
  const answered: string[] = [];
  let texts = '';
  for (const [index, block] of blocks.entries()) {
    const place = `${path}.content.${index}`;
    const type = textIn(block['type']);
    if (MEMBERS[type] === undefined) refuse(`${place}: Input tag '${type}' found using 'type' does not match any of the expected tags`);
    onlyKnown(block, MEMBERS[type]!, (name) => extra(`${place}.${type}.${name}`));
    heard.mark(block);
    if (type === 'text') {
      if (textIn(block['text']).trim() === '') refuse(`${place}: text content blocks must be non-empty`);
      texts += textIn(block['text']);
    } else if (type === 'image') heard.images.push(pictureIn(block, place));
    else if (type === 'tool_result') {
      if (texts !== '') refuse(`${place}: tool_result blocks must come first`);
      const id = textIn(block['tool_use_id']);
      if (!open.includes(id)) refuse(`${place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}`);
      answered.push(id);
      const { content } = block;
      heard.results.push({
        id,
        text:
          typeof content === 'string'
            ? content
            : objectsIn(content)
                .map(({ text }) => textIn(text))
                .join('\n'),
      });
    } else if (role === 'user') refuse(`${place}: ${type} blocks may not be in user messages`);
    else if (type === 'tool_use') {
      const id = textIn(block['id']);
      if (!/^[a-zA-Z0-9_-]+$/.test(id)) refuse(`${place}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`);
      if (!isObject(block['input'])) refuse(`${place}.tool_use.input: Input should be a valid dictionary`);
      calls.push(id);
      heard.calls.push({ id, name: textIn(block['name']), input: block['input'] });
    } else if (type === 'thinking') {
      const thinking = textIn(block['thinking']);
      if (!signatures.isOurs(block['signature'], thinking)) refuse(`${place}: Invalid \`signature\` in \`thinking\` block`);
      heard.thought.push(thinking);
      heard.signatures.push(textIn(block['signature']));
    }
  }
  const missing = open.filter((id) => !answered.includes(id));
  if (missing.length > 0)
    refuse(`${path}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}`);
  if (thinks && role === 'assistant' && calls.length > 0 && !['thinking', 'redacted_thinking'].includes(textIn(blocks[0]!['type'])))
    refuse(
      `${path}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${textIn(blocks[0]!['type'])}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block`,
    );
  heard.say(role, texts);
  return calls;
}

function pictureIn(block: Json, place: string): string {
  const { type, media_type: mediaType, data, url } = objectIn(block['source']);
  if (type === 'url') return textIn(url);
  if (type !== 'base64' || !/^image\/(?:png|jpeg|gif|webp)$/.test(textIn(mediaType))) refuse(`${place}.image.source: wrong`);
  return textIn(data);
}
