import { asChat } from './asked/as-chat.ts';
import { asMessages } from './asked/as-messages.ts';
import { asResponses } from './asked/as-responses.ts';
import type { Asked } from './asked/asked.ts';
import type { Piece } from './frames.ts';
import { heardInChat } from './heard/chat.ts';
import type { Heard } from './heard/heard.ts';
import { heardInMessages } from './heard/messages.ts';
import { heardInResponses } from './heard/responses.ts';
import type { Json } from './json.ts';

/** The doors where models are talked to. */
export type Door = 'chat' | 'messages' | 'responses';

/** Below `/v1`. */
export const PATHS = { chat: '/chat/completions', messages: '/messages', responses: '/responses' } as const;

export const heardAt = (door: Door, pieces: readonly Piece[]): Heard =>
  door === 'chat' ? heardInChat(pieces) : door === 'messages' ? heardInMessages(pieces) : heardInResponses(pieces);

/** A question in a door's words. */
export const questionAt = (door: Door, asked: Asked): Json =>
  door === 'chat' ? asChat(asked) : door === 'messages' ? asMessages(asked) : asResponses(asked);
