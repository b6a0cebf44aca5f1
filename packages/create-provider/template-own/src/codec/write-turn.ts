import type { Json } from '@sluice/provider-sdk';
import { cannot, type Part, type ToolCall, type Turn } from '@sluice/provider-sdk/chat';

/** What somebody says at a time. */
export interface Said {
  readonly who: 'rules' | 'person' | 'model' | 'tool';
  readonly ref?: string;
  readonly words: string;
  readonly asks?: readonly Json[];
}

/** One message in the provider's words. */
export function writeTurn(turn: Turn): Said {
  switch (turn.role) {
    case 'system':
      return { who: 'rules', words: wordsOf(turn.parts) };
    case 'user':
      return { who: 'person', words: wordsOf(turn.parts) };
    case 'assistant':
      return { who: 'model', words: wordsOf(turn.parts), ...(turn.calls.length > 0 && { asks: turn.calls.map(writeCall) }) };
    case 'tool':
      return { who: 'tool', ref: turn.callId, words: wordsOf(turn.parts) };
  }
}

/** The arguments parsed: this language has them as an object, and not as text. */
const writeCall = ({ id, name, input }: ToolCall): Json => ({ ref: id, tool: name, with: input });

function wordsOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      throw cannot(part.path, `it reads text, and this is ${part.kind === 'image' ? 'a picture' : `a part of the kind "${part.kind}"`}`);
    })
    .join('\n');
}
