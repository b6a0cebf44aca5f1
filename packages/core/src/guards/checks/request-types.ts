import type { GuardedOperation } from '../subject.ts';

/** An operation as the wire's hooks name it. */
export const REQUEST_TYPES: Readonly<Record<GuardedOperation, string>> = {
  chat: 'chatComplete',
  completions: 'complete',
  messages: 'messages',
  embeddings: 'embed',
};
