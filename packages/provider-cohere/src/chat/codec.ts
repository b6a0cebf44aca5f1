import type { Codec } from '@sluice/provider-sdk';
import { readReply } from './read-reply.ts';
import { readStream } from './read-stream.ts';
import { writeRequest } from './write-request.ts';

/** `/v2/chat`. Source: cohere-typescript of 2026-08-18, and recorded traffic of 2025 and 2026. */
export const chatCodec: Codec = {
  request: writeRequest,
  reply: readReply,
  // Cohere names its events and repeats the name in the data; a `[DONE]` at the end says nothing new.
  stream: { framing: 'sse', reader: readStream },
};
