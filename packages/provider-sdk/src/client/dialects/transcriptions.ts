import type { Open } from './open.ts';

/** What was heard in a recording; where the form asked for a format that is no JSON (`srt`), `text` holds it. */
export interface Transcription extends Open {
  readonly text: string;
}
