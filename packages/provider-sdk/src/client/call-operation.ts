import type { Framing, Json } from '../codec.ts';
import type { Operation } from '../operation.ts';
import type { Answered, CallableOperation, CallOptions } from './client.ts';
import { lowerCase } from './lower-case.ts';
import type { Means } from './means.ts';
import { readFailure } from './read-failure.ts';
import { readStream } from './read-stream.ts';
import { readWhole } from './read-whole.ts';
import { started } from './started.ts';
import { byAuthorSoon, tellable } from './told-fault.ts';
import { Waiting } from './waiting.ts';
import { writeRequest } from './written-request.ts';

/** What is asked for, and how. */
export interface CallQuestion {
  readonly name: CallableOperation;
  readonly body: Json | FormData | undefined;
  readonly options: CallOptions;
}

/**
 * One call: writes, signs, sends and reads.
 *
 * @throws FaultError, or the reason of the caller's signal.
 */
export async function callOperation(question: CallQuestion, means: Means): Promise<Answered> {
  const waiting = new Waiting(question.options.signal, means.timeoutMs);
  try {
    const answered = await ask(question, waiting, means);
    if (answered.kind !== 'stream') waiting.end();
    return answered;
  } catch (error) {
    waiting.end();
    throw tellable(error, means);
  }
}

async function ask({ name, body, options }: CallQuestion, waiting: Waiting, means: Means): Promise<Answered> {
  waiting.signal.throwIfAborted();
  const headers = { ...means.headers, ...lowerCase(options.headers) };
  const written = await writeRequest({ name, body, headers }, means);
  const signed = await waiting.for(
    byAuthorSoon(means, 'signing a request', () => means.adapter.authorize(written.request, means.settings, means.tools)),
  );
  const reply = await waiting.for(byAuthorSoon(means, 'answering', () => means.network(signed, waiting.signal)));
  waiting.answered();
  if (reply.status < 200 || reply.status > 299) throw await waiting.for(readFailure(reply, means));
  if (!isStream(reply.headers['content-type'] ?? '', written.operation, written.streamed)) {
    return await waiting.for(readWhole(reply, written, name, means));
  }
  const events = readStream({ name, body: reply.body, written, waiting }, means);
  return { kind: 'stream', events: await started(tellingFaults(events, means)) };
}

const FRAMED: Readonly<Record<Framing, string>> = {
  sse: 'text/event-stream',
  ndjson: 'application/x-ndjson',
  'aws-event-stream': 'application/vnd.amazon.eventstream',
  'json-array': 'application/json',
};

/** Some stream without saying so by their content type; who answers a request for a stream with JSON answers whole. */
function isStream(type: string, { codec }: Operation, streamed: boolean): boolean {
  const framing = codec ? codec.stream?.framing : 'sse';
  if (framing === undefined) return false;
  if (!codec && type.startsWith(FRAMED.sse)) return true;
  return streamed && (type.startsWith(FRAMED[framing]) || !type.startsWith('application/json'));
}

async function* tellingFaults(events: AsyncGenerator<Json, void>, means: Means): AsyncGenerator<Json, void> {
  try {
    yield* events;
  } catch (error) {
    throw tellable(error, means);
  }
}
