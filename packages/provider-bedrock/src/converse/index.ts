import type { Codec } from '@sluice/provider-sdk';
import { readChatCall } from '@sluice/provider-sdk/chat';
import { modelPath } from '../address.ts';
import type { BedrockFields } from '../fields.ts';
import { familyOf } from './family.ts';
import { readReply } from './read-reply.ts';
import { readStream } from './read-stream.ts';
import { writeRequest } from './write-request.ts';

/** Chat as Bedrock's Converse. Source: Bedrock API reference, Converse and ConverseStream, read 2026-11. */
export const converse: Codec<BedrockFields> = {
  request: (json, { model }) => {
    const call = readChatCall(json);
    return { path: modelPath(model, call.streamed ? 'converse-stream' : 'converse'), body: writeRequest(call, familyOf(model)) };
  },
  reply: readReply,
  stream: { framing: 'aws-event-stream', reader: readStream },
};
