import type { Json, StreamReader } from '@sluice/provider-sdk';
import { decoderOf } from '@sluice/provider-sdk/framing';
import { errorEventFault } from '../reply/error-event-fault.ts';
import { streamDialectOf } from '../streams/stream-dialect.ts';
import { usageWithTier } from '../streams/usage-with-tier.ts';
import { chatReader } from './chat-reader.ts';
import { presentChat, saysNothing } from './present-chat.ts';
import type { RetellQuestion, Retold } from './retell-question.ts';
import { withoutBodyHeaders } from './told-headers.ts';
import { TranslatedSource, type Steps } from './translated-source.ts';
import { withProviderName } from './with-provider-name.ts';

/** A stream in the words of the door. */
export function retellStream({ reply, door, target, through, written, strict }: RetellQuestion): Retold {
  const { operation, bridge } = through;
  const { codec } = operation;
  const reader: StreamReader = codec?.stream
    ? codec.stream.reader(written.inside)
    : chatReader(operation, (event) => errorEventFault(event, target));
  const writer = bridge?.writer(written.atDoor);
  const shown = (chunk: Json) => {
    const presented = codec ? presentChat(chunk, strict) : chunk;
    return saysNothing(presented) ? [] : [{ event: undefined, data: presented }];
  };
  const dialect = streamDialectOf(door.dialect);
  let usage: unknown;
  const noted = (chunks: readonly Json[]) => {
    for (const { usage: counts, service_tier: tier } of chunks) if (counts) usage = usageWithTier(counts, tier);
    return chunks;
  };
  const steps: Steps = {
    decoder: decoderOf(codec?.stream?.framing ?? 'sse'),
    read: (frame) => noted(reader.read(frame)),
    readEnd: () => noted(reader.end()),
    write: writer ? (chunk) => writer.write(written.restore?.(chunk) ?? chunk) : shown,
    writeEnd: () => writer?.end() ?? [],
    tell: (fault) => dialect.broken(withProviderName(fault, target)),
  };
  const body = new TranslatedSource(reply.body, target.deadlines.idleMs, steps);
  return {
    reply: { status: reply.status, headers: [...withoutBodyHeaders(reply.headers), 'content-type', 'text/event-stream'], body },
    fault: () => body.fault && withProviderName(body.fault, target),
    usage: () => usage,
  };
}
