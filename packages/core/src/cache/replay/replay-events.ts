import type { Dialect } from '@sluice/provider-sdk';
import { isMembers, type Members } from '../members.ts';
import { chatDeltas } from './chat-deltas.ts';
import { replayChoices } from './replay-choices.ts';
import { replayResponse } from './replay-response.ts';
import { textDeltas } from './text-deltas.ts';

export interface ReplayOptions {
  /** The caller asked for the token counts of its stream. */
  readonly usage: boolean;
}

type Replayer = (reply: Members, options: ReplayOptions) => readonly Buffer[] | undefined;

const REPLAYERS: Partial<Record<Dialect, Replayer>> = {
  'openai-chat': (reply, { usage }) => replayChoices(reply, { usage, object: 'chat.completion.chunk', deltasOf: chatDeltas }),
  'openai-completions': (reply, { usage }) => replayChoices(reply, { usage, object: 'text_completion', deltasOf: textDeltas }),
  'openai-responses': replayResponse,
};

/**
 * A whole JSON reply as the events of a stream such as its provider would have sent, each piece one event.
 * Undefined where the reply is not an answer that a stream could have told, or its dialect has no such stream.
 */
export function replayEvents(dialect: Dialect, reply: Buffer, options: ReplayOptions): readonly Buffer[] | undefined {
  const replay = REPLAYERS[dialect];
  if (!replay) return undefined;
  const json = parsed(reply);
  return isMembers(json) ? replay(json, options) : undefined;
}

function parsed(reply: Buffer): unknown {
  try {
    return JSON.parse(reply.toString());
  } catch {
    return undefined; // What is not JSON cannot be told in events.
  }
}
