import type { Dialect } from '@sluice/provider-sdk';
import type { Members } from '../members.ts';
import { assembleChoices } from './assemble-choices.ts';
import { assembleResponse } from './assemble-response.ts';
import { choicesSoFar } from './choices-so-far.ts';
import { GrowingChatChoice } from './growing-chat-choice.ts';
import { GrowingTextChoice } from './growing-text-choice.ts';
import { messageSoFar } from './message-so-far.ts';
import { readEvents, readEventsSoFar } from './read-events.ts';
import { responseSoFar } from './response-so-far.ts';

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
  return pieces && written(() => assemble(pieces));
}

const SO_FAR: Partial<Record<Dialect, Assembler>> = {
  'openai-chat': (events) => choicesSoFar(events, 'chat.completion', () => new GrowingChatChoice()),
  'openai-completions': (events) => choicesSoFar(events, 'text_completion', () => new GrowingTextChoice()),
  'openai-responses': responseSoFar,
  'anthropic-messages': messageSoFar,
};

/**
 * The JSON reply that a stream of events was on its way to, for whoever looks at what was said: of one that was cut or broke, what
 * had come, and of one that told an error, that too. Undefined where nothing came, or where its dialect has no such reply.
 */
export function assembleSoFar(dialect: Dialect, events: Buffer): Buffer | undefined {
  const assemble = SO_FAR[dialect];
  const pieces = assemble && readEventsSoFar(events);
  return pieces && pieces.length > 0 ? written(() => assemble!(pieces)) : undefined;
}

function written(assemble: () => Members | undefined): Buffer | undefined {
  try {
    const reply = assemble();
    return reply && Buffer.from(JSON.stringify(reply));
  } catch (error) {
    // Nested deeper, or longer, than the engine can write: such an answer has been relayed and is merely not kept.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
