import type { Codec } from '@sluice/provider-sdk';
import { readReply } from './read-reply.ts';
import { readStream } from './read-stream.ts';
import { writeRequest } from './write-request.ts';

/** Parley's turns: `POST /parley/v2/turns`, whole or, with `flow`, as server-sent events. */
export const chatCodec: Codec = {
  request: writeRequest,
  reply: readReply,
  stream: { framing: 'sse', reader: readStream },
};
