/**
 * A typed client for one provider, by fetch alone: an adapter and its settings are all that it needs.
 *
 * @module
 */

export type { Answered, Ask, CallableOperation, CallOptions, Client, ClientOptions, Streamable } from './client.ts';
export { createClient } from './create-client.ts';
export type * from './dialects/chat.ts';
export type * from './dialects/completions.ts';
export type * from './dialects/embeddings.ts';
export type * from './dialects/images.ts';
export type * from './dialects/messages.ts';
export type * from './dialects/models.ts';
export type * from './dialects/moderations.ts';
export type { Open } from './dialects/open.ts';
export type * from './dialects/rerank.ts';
export type * from './dialects/responses.ts';
export type * from './dialects/speech.ts';
export type * from './dialects/transcriptions.ts';
export type { ClientSettings, KeylessSettings } from './settings.ts';
