import type { Codec } from '@sluice/provider-sdk';
import { readReply } from './read-reply.ts';
import { readStream } from './read-stream.ts';
import { writeRequest } from './write-request.ts';

/**
 * A small language that was made up for this template, to be replaced by your provider's. A request is
 *
 *     POST /talk {"model", "rules", "talk": [{"who", "words"}], "tools": [{"tool", "about", "takes"}], "longest", "live"}
 *
 * and its answer {"words", "asks": [{"ref", "tool", "with"}], "why", "counted": {"read", "written"}}. A `live` answer comes
 * line by line: {"words"} and {"ask"} in pieces, {"why", "counted"} at the end. A failure is {"trouble": {"word", "text"}}.
 */
export const chatCodec: Codec = {
  request: writeRequest,
  reply: readReply,
  stream: { framing: 'ndjson', reader: readStream },
};
