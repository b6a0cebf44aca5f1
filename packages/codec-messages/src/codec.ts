import type { Codec, Fields } from '@sluice/provider-sdk';
import type { MessagesOptions } from './options.ts';
import { readReply } from './reply/reply.ts';
import { messagesReader } from './reply/stream.ts';
import { writeRequest } from './request/request.ts';

/** Chat in the words of the Messages API, and its answers in chat's. */
export const messagesCodec = <F extends Fields = Fields>(options: MessagesOptions = {}): Codec<F> => ({
  request: (call, target) => writeRequest(call, target, options),
  reply: (answer, asked) => readReply(answer, asked),
  stream: { framing: 'sse', reader: (asked) => messagesReader(asked) },
});
