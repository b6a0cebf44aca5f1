import type { Open } from './open.ts';

/** A text to be spoken. */
export interface SpeechRequest extends Open {
  readonly model: string;
  readonly input: string;
  readonly voice?: string | Open | undefined;
  readonly response_format?: string | undefined;
  readonly speed?: number | undefined;
}

/** A text as sound. */
export interface Speech {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
