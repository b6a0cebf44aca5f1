import { messageOf, type Message } from '../state/message.ts';
import type { Answer } from './answer.ts';

/** An answer as part of the conversation, with a message to be filled in for each tool that it calls. */
export const keptAnswer = ({ text, reasoning, calls, pictures }: Answer): readonly Message[] => [
  messageOf('assistant', { text, calls, pictures, reasoning }),
  ...calls.map(({ id }) => messageOf('tool', { answers: id })),
];
