import type { Codec } from '@sluice/provider-sdk';
import { readReply } from './read-reply.ts';
import { readStream } from './read-stream.ts';
import { writeRequest } from './write-request.ts';

/** `/api/chat`. Source: Ollama, docs/openapi.yaml, 2026, and recorded traffic of 2024 to 2026. */
export const chatCodec: Codec = { request: writeRequest, reply: readReply, stream: { framing: 'ndjson', reader: readStream } };
