import type { Codec } from '@sluice/provider-sdk';
import { modelPath } from '../address.ts';
import type { BedrockFields } from '../fields.ts';
import { familyOf } from './family.ts';
import { readReply } from './read-reply.ts';
import { readStream } from './read-stream.ts';
import { writeRequest } from './write-request.ts';

/** Chat as Bedrock's Converse. Source: Bedrock API reference, Converse and ConverseStream, read 2026-11. */
export const converse: Codec<BedrockFields> = {
  request: (call, { model }) => ({
    path: modelPath(model, call['stream'] === true ? 'converse-stream' : 'converse'),
    body: writeRequest(call, familyOf(model)),
  }),
  reply: readReply,
  stream: { framing: 'aws-event-stream', reader: readStream },
};
