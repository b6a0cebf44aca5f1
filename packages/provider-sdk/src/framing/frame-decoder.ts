import type { Frame } from '../codec.ts';
import { FaultError } from '../fault.ts';
import { withMarkedNumbers } from '../json/index.ts';

/** Cuts a stream of bytes into frames, wherever its pieces end. */
export interface FrameDecoder {
  /**
   * The frames that this piece completes.
   *
   * @throws FaultError `unreadable_reply` for bytes that are no such stream.
   */
  push(piece: Uint8Array): readonly Frame[];
  /** A frame whose end was forgotten, where what is left is one. */
  end(): readonly Frame[];
}

/** More than any picture that a provider sends in one frame. */
export const MOST_FRAME_BYTES = 32 * 1024 * 1024;

export const unreadable = (why: string) => new FaultError({ kind: 'unreadable_reply', message: `the provider sent a stream that ${why}` });

/** JSON, or the text where it is none. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(withMarkedNumbers(text));
  } catch {
    // A mark like `[DONE]`, or something that only a codec can judge.
    return text;
  }
}
