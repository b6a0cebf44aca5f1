import type { ToolCall } from '../state/message.ts';

/** How far an answer has come. */
export type AnswerState = 'asked' | 'coming' | 'done' | 'stopped' | 'failed';

/** Tokens, as the provider counted them. */
export interface Counted {
  readonly input: number;
  readonly output: number;
}

/** What has come of one call so far. It is never changed: what comes next is in the next one. */
export interface Answer {
  readonly state: AnswerState;
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly ToolCall[];
  /** `data:` URLs, as they came: nobody has looked whether they are pictures. */
  readonly pictures: readonly string[];
  /** Why the model stopped, in its own word. */
  readonly finish: string | undefined;
  readonly counted: Counted | undefined;
  /** Probabilities of the answer's tokens, where they were asked for. */
  readonly logprobs: readonly unknown[];
  /** What went wrong. */
  readonly error: unknown;
  /** Milliseconds from the question to the first word, and to the end. */
  readonly firstMs: number | undefined;
  readonly totalMs: number | undefined;
  /** By which its record is found in the log. */
  readonly logId: string | undefined;
  readonly provider: string | undefined;
  /** The model that answered, by its own word. */
  readonly model: string | undefined;
  /** `HIT` where nobody was asked. */
  readonly cache: string | undefined;
}

/** Before anything has come. */
export const NOTHING_YET: Answer = {
  state: 'asked',
  text: '',
  reasoning: '',
  calls: [],
  pictures: [],
  finish: undefined,
  counted: undefined,
  logprobs: [],
  error: undefined,
  firstMs: undefined,
  totalMs: undefined,
  logId: undefined,
  provider: undefined,
  model: undefined,
  cache: undefined,
};

/** Whether nothing more comes. */
export const isOver = ({ state }: Answer): boolean => state !== 'asked' && state !== 'coming';

/** Whether there is something in it that a conversation can go on from. */
export const saysSomething = ({ text, calls, pictures }: Answer): boolean => text !== '' || calls.length > 0 || pictures.length > 0;
