import type { ChatUsage } from './chat.ts';
import type { Open } from './open.ts';

/** A request to go on from a text, in OpenAI's older form. */
export interface CompletionRequest extends Open {
  readonly model: string;
  readonly prompt: string | readonly string[] | readonly number[];
  readonly stream?: boolean | null | undefined;
  readonly max_tokens?: number | null | undefined;
  readonly temperature?: number | null | undefined;
  readonly top_p?: number | null | undefined;
  readonly n?: number | null | undefined;
  readonly stop?: string | readonly string[] | null | undefined;
}

/** One text of those asked for, or a piece of it in a stream. */
export interface CompletionChoice extends Open {
  readonly index: number;
  readonly text: string;
  readonly finish_reason?: string | null | undefined;
}

/** A reply, or one piece of it in a stream. */
export interface Completion extends Open {
  readonly id: string;
  readonly model: string;
  readonly created: number;
  readonly choices: readonly CompletionChoice[];
  readonly usage?: ChatUsage | null | undefined;
}
