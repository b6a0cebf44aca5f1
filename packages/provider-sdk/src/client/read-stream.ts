import type { Frame, Json } from '../codec.ts';
import { decoderOf } from '../framing/decoder-of.ts';
import { isFaultError } from '../fault.ts';
import type { ByteReader } from './byte-reader.ts';
import type { CallableOperation } from './client.ts';
import { letEnd } from './let-end.ts';
import type { Means } from './means.ts';
import { readerFor } from './reader-for.ts';
import { shownChat } from './shown-chat.ts';
import { streamEndOf } from './stream-end.ts';
import { saidBy } from './told-fault.ts';
import { unmarked } from './unmarked.ts';
import type { Waiting } from './waiting.ts';
import type { WrittenRequest } from './written-request.ts';

/** A stream, and what was asked for it. */
export interface StreamQuestion {
  readonly name: CallableOperation;
  readonly body: ByteReader;
  readonly written: WrittenRequest;
  readonly waiting: Waiting;
}

/**
 * A stream's events, one when the next is asked for.
 *
 * @throws FaultError what the provider tells in the stream, or `stream_broken` where it ends before the answer does.
 */
export async function* readStream({ name, body, written, waiting }: StreamQuestion, means: Means): AsyncGenerator<Json, void> {
  const { operation, asked } = written;
  const { codec } = operation;
  const decoder = decoderOf(codec?.stream?.framing ?? 'sse');
  const end = streamEndOf(operation.dialect, asked.call);
  const shown = (event: Json) => unmarked(codec && name === 'chat' ? shownChat(event) : event);
  let any = false;
  let done = false;
  let unwanted = true;
  try {
    const reader = readerFor(written, means);
    for (let connected = true; connected && !done;) {
      const piece = await nextPiece(body, waiting);
      connected = piece !== undefined && piece !== BROKEN;
      // An event whose end was forgotten is read as one; half of one that was cut is none.
      const frames = piece === undefined ? decoder.end() : piece === BROKEN ? [] : decoder.push(piece);
      for (const frame of frames) {
        if (!codec && isDone(frame)) done = true;
        if (done) break;
        for (const event of reader.read(frame)) {
          end.note(event);
          any = true;
          yield shown(event);
        }
        done ||= end.over();
      }
    }
    for (const event of reader.end()) {
      end.note(event);
      any = true;
      yield shown(event);
    }
    if (!done && !end.whole()) throw broken(any, means);
    unwanted = false;
  } finally {
    waiting.end();
    if (unwanted) await body.cancel();
    else letEnd(body);
  }
}

const BROKEN = Symbol('broken');

/** A connection that breaks may do so behind the last event: that is judged by what came before. */
async function nextPiece({ read }: ByteReader, waiting: Waiting): Promise<Uint8Array | undefined | typeof BROKEN> {
  try {
    return await waiting.for(read());
  } catch (error) {
    if (waiting.signal.aborted) throw waiting.signal.reason;
    if (isFaultError(error) && error.fault.kind === 'stream_broken') return BROKEN;
    throw error;
  }
}

const broken = (any: boolean, means: Means) =>
  saidBy(
    means,
    any
      ? { kind: 'stream_broken', message: 'the provider closed the stream before its answer was finished' }
      : { kind: 'unreadable_reply', message: 'the provider closed the stream before its first event' },
  );

const isDone = ({ data }: Frame) => typeof data === 'string' && data.trim() === '[DONE]';
