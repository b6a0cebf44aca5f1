import type { Codec, Fields } from '@sluice/provider-sdk';
import { modelOf, type GeminiHost } from './host.ts';
import { GeminiReader } from './reader.ts';
import { readReply } from './reply.ts';
import { generateContentRequest } from './request.ts';

/** Chat, spoken to `generateContent` and `streamGenerateContent`. */
export const geminiCodec = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const { body, headers } = generateContentRequest(call, model, host);
    const verb = call['stream'] === true ? 'streamGenerateContent?alt=sse' : 'generateContent';
    return { path: host.path(model, verb, target), headers, body };
  },
  reply: ({ json }, asked) => readReply(json, asked),
  stream: { framing: 'sse', reader: (asked) => new GeminiReader(asked) },
});
