import { headerValue } from '../wire/headers.ts';
import { hasCodec } from './reach.ts';
import type { RetellQuestion, Retold } from './retell-question.ts';
import { retellStream } from './retell-stream.ts';
import { retellWhole } from './retell-whole.ts';

const FRAMED: Readonly<Record<string, string>> = {
  sse: 'text/event-stream',
  ndjson: 'application/x-ndjson',
  'aws-event-stream': 'application/vnd.amazon.eventstream',
  'json-array': 'application/json',
};

/**
 * Puts an answer of 2xx into the words of the door; errors are left for those who read errors.
 *
 * @throws FaultError where it is a failure in spite of its status, or cannot be read.
 */
export async function retell(question: RetellQuestion): Promise<Retold> {
  const { reply, streamed, through } = question;
  if (reply.status < 200 || reply.status > 299) return { reply, ...NOTHING_TOLD };
  const framing = hasCodec(through.operation) ? through.operation.codec.stream?.framing : 'sse';
  const type = headerValue(reply.headers, 'content-type') ?? '';
  const isStream = streamed && framing !== undefined && (type.startsWith(FRAMED[framing]!) || !type.startsWith('application/json'));
  return isStream ? retellStream(question) : retellWhole(question);
}

const NOTHING_TOLD = { fault: () => undefined, usage: () => undefined };
