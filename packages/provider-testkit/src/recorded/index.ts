/**
 * Recorded traffic of live providers, for the tests of a provider: what was sent, and what came back.
 *
 * @module
 */

export { describeWith, recordingsOf, type Recording } from './recordings.ts';
export { fateOf, plain, sent, sentFor } from './sent-chat.ts';
