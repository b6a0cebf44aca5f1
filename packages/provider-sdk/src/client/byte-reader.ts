import { FaultError, isFaultError } from '../fault.ts';

/** A body, piece by piece, read by one who asks for the next when there is room for it. */
export interface ByteReader {
  /** Undefined at its end. */
  readonly read: () => Promise<Uint8Array | undefined>;
  /** Nobody wants the rest. */
  readonly cancel: () => Promise<void>;
}

/** The body of a reply that came by the network. */
export function networkBody(body: ReadableStream<Uint8Array> | null): ByteReader {
  if (!body) return wholeBody(new Uint8Array());
  const reader = body.getReader();
  return {
    read: () => reader.read().then(({ value }) => value, brokenOff),
    // What broke it has been told to who was reading.
    cancel: () => reader.cancel().catch(() => {}),
  };
}

/** Bytes that are all here. */
export function wholeBody(bytes: Uint8Array): ByteReader {
  let left: Uint8Array | undefined = bytes;
  const take = () => {
    const taken = left;
    left = undefined;
    return taken;
  };
  return { read: async () => take(), cancel: async () => void take() };
}

/** Bytes that an adapter makes in this process. */
export function localBody(pieces: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = pieces[Symbol.asyncIterator]();
  return {
    read: () => iterator.next().then(({ done, value }) => (done === true ? undefined : value), brokenOff),
    // A generator that waits for something ends when that has come: nobody waits for it.
    cancel: async () => void iterator.return?.().then(undefined, () => {}),
  };
}

/** A connection that breaks within an answer, whatever the network calls it. */
function brokenOff(error: unknown): never {
  if (isFaultError(error)) throw error;
  throw new FaultError({ kind: 'stream_broken', message: 'the connection to the provider broke before its answer was whole' });
}

/**
 * A whole body.
 *
 * @throws FaultError `unreadable_reply` where there is more of it than may be.
 */
export async function collect({ read, cancel }: ByteReader, mostBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let piece = await read(); piece !== undefined; piece = await read()) {
    pieces.push(piece);
    length += piece.length;
    if (length <= mostBytes) continue;
    await cancel();
    throw new FaultError({ kind: 'unreadable_reply', message: `the provider answered with more than ${mostBytes} bytes` });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
