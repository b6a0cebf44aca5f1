import type { Dialect, OperationName } from '@sluice/provider-sdk';
import type { Door } from '@sluice/core';
import type { Address } from './address.ts';

const operation = (name: OperationName, dialect: Dialect, reply: 'json' | 'bytes' = 'json'): Door => ({
  kind: 'operation',
  operation: name,
  dialect,
  reply,
});

/** The addresses below `/v1` that Sluice knows, by method and path. Wire spec §6. The most called stands first. */
export const DOORS: Readonly<Record<string, Door>> = {
  'POST /chat/completions': operation('chat', 'openai-chat'),
  'POST /responses': operation('responses', 'openai-responses'),
  'POST /embeddings': operation('embeddings', 'openai-embeddings'),
  'POST /completions': operation('completions', 'openai-completions'),
  'POST /messages': operation('messages', 'anthropic-messages'),
  'POST /messages/count_tokens': operation('countTokens', 'anthropic-count-tokens'),
  'POST /moderations': operation('moderations', 'openai-moderations'),
  'POST /images/generations': operation('images', 'openai-images'),
  'POST /images/edits': operation('imageEdits', 'openai-image-edits'),
  'POST /images/variations': operation('imageVariations', 'openai-image-variations'),
  'POST /audio/speech': operation('speech', 'openai-speech', 'bytes'),
  'POST /audio/transcriptions': operation('transcriptions', 'openai-transcriptions', 'bytes'),
  'POST /audio/translations': operation('translations', 'openai-translations', 'bytes'),
  'POST /rerank': operation('rerank', 'rerank'),
  'GET /models': operation('models', 'openai-models'),
  'GET /realtime': operation('realtime', 'openai-realtime', 'bytes'),
};

const MODELS = DOORS['GET /models']!;
const PASS_THROUGH: Door = { kind: 'pass_through' };

/** The door of an address that is spelled as it should be, as nearly all are. */
export const knownDoor = (method: string, path: string): Door | undefined => DOORS[`${method} ${path}`];

/** The door for a method and a path below `/v1`. */
export function doorFor(method: string, path: string): Door {
  const door = knownDoor(method, path);
  if (door) return door;
  return method === 'GET' && path.startsWith('/models/') ? MODELS : PASS_THROUGH;
}

/** A door with the address that leads to it. */
export interface DoorPlace extends Address {
  readonly door: Door;
}

/** The door of an address. A slash behind one that is known counts as none, here and upstream: many servers take both for the same. */
export function doorAt(method: string, { path, query }: Address): DoorPlace {
  const plain = path.endsWith('/') ? path.slice(0, -1) : path;
  const door = doorFor(method, plain);
  return { door, path: door.kind === 'operation' ? plain : path, query };
}
