import type { Dialect } from '@sluice/provider-sdk';
import type { Members } from '../members.ts';
import { assembleChoices } from './assemble-choices.ts';
import { assembleResponse } from './assemble-response.ts';
import { GrowingChatChoice } from './growing-chat-choice.ts';
import { GrowingTextChoice } from './growing-text-choice.ts';
import { readEvents } from './read-events.ts';

type Assembler = (events: readonly Members[]) => Members | undefined;

const ASSEMBLERS: Partial<Record<Dialect, Assembler>> = {
  'openai-chat': (events) => assembleChoices(events, 'chat.completion', () => new GrowingChatChoice()),
  'openai-completions': (events) => assembleChoices(events, 'text_completion', () => new GrowingTextChoice()),
  'openai-responses': assembleResponse,
};

/**
 * The JSON reply that a stream of events amounts to. Undefined where the stream is not a whole and good answer,
 * which nobody must be given again, or where its dialect has no such reply.
 */
export function assembleEvents(dialect: Dialect, events: Buffer): Buffer | undefined {
  const assemble = ASSEMBLERS[dialect];
  const pieces = assemble && readEvents(events);
  if (!pieces) return undefined;
  try {
    const reply = assemble(pieces);
    return reply && Buffer.from(JSON.stringify(reply));
  } catch (error) {
    // Nested deeper, or longer, than the engine can write: such an answer has been relayed and is merely not kept.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
