import type { Json } from '@sluice/provider-sdk';
import { cannot, compact, textIn, type AssistantTurn, type ChatCall, type Part, type Turn } from '@sluice/provider-sdk/chat';

export const writeMessages = ({ system, turns }: ChatCall): readonly Json[] => [
  ...(system.length > 0 ? [{ role: 'system', ...writeParts(system) }] : []),
  ...turns.map(writeTurn),
];

function writeTurn(turn: Turn): Json {
  switch (turn.role) {
    case 'system':
    case 'user':
      return { role: turn.role, ...writeParts(turn.parts) };
    case 'assistant':
      return writeAssistant(turn);
    case 'tool':
      // Templates show a tool's name; newer servers know the id of the call besides.
      return { role: 'tool', ...writeParts(turn.parts), ...compact({ tool_name: turn.name }), tool_call_id: turn.callId };
  }
}

function writeAssistant({ parts, reasoning, blocks, calls }: AssistantTurn): Json {
  const thought = reasoning ?? blocks.map((block) => (block['type'] === 'thinking' ? (textIn(block['thinking']) ?? '') : '')).join('');
  return {
    role: 'assistant',
    ...writeParts(parts),
    ...(thought !== '' && { thinking: thought }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, input }, index) => ({ id, function: { index, name, arguments: input } })),
    }),
  };
}

/** Content is one text; pictures stand beside it, without the head of a `data:` address. */
function writeParts(parts: readonly Part[]): Json {
  const images = parts.filter((part) => part.kind === 'image');
  const texts = parts.filter((part) => part.kind !== 'image').map(textOf);
  return {
    content: texts.join('\n'),
    ...(images.length > 0 && {
      images: images.map(({ source, path }) => {
        if (source.kind === 'data') return source.base64;
        throw cannot(`${path}.image_url`, 'Ollama fetches nothing; send the picture itself, as a data: address');
      }),
    }),
  };
}

function textOf(part: Exclude<Part, { kind: 'image' }>): string {
  if (part.kind === 'text') return part.text;
  const { source } = part;
  if (part.kind === 'file' && source.kind === 'data' && /^text\/|^application\/json$/.test(source.mediaType)) {
    return Buffer.from(source.base64, 'base64').toString();
  }
  throw cannot(part.path, `Ollama reads text and pictures; ${part.kind === 'file' ? 'send the text of this file' : 'it does not listen'}`);
}
