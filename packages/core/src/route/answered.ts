import type { Prompt } from '../house.ts';
import type { Outcome } from '../outcome.ts';

/** Whether an answer was kept or given again. Wire spec §5; undefined where nobody got as far as to look. */
export type CacheStatus = 'HIT' | 'MISS' | 'REFRESH' | 'DISABLED';

/** What asking a target came to, and what is told of it beside the answer. */
export interface Answered {
  readonly outcome: Outcome;
  /** Where it stands in the config. */
  readonly target: string;
  readonly provider: string | undefined;
  /** The slug of the stored credential. */
  readonly virtualKey: string | undefined;
  /** The stored prompt that was sent. */
  readonly prompt: Prompt | undefined;
  readonly model: string | undefined;
  readonly streamed: boolean;
  /** Tries after the first; `-1` where a listed status was still there after the last. */
  readonly retries: number;
  readonly cache: CacheStatus | undefined;
  /** Asked for and sent, where a retired model was replaced. */
  readonly substituted: { readonly asked: string; readonly sent: string } | undefined;
  /** Should it break off, it may go on elsewhere. */
  readonly continues?: boolean;
  /** The target was given the beginning of its answer. */
  readonly prefilled?: boolean;
  /** How the answer joins what another target has said before. */
  readonly splice?: { readonly prefilled: boolean; readonly trimmed: boolean };
}

/** What is told of a target that gave no answer of its own: it could not be asked, or was not. */
export const unanswered = (
  target: string,
  outcome: Outcome,
  known: Partial<Pick<Answered, 'provider' | 'virtualKey' | 'prompt' | 'model' | 'streamed'>> = {},
): Answered => ({
  outcome,
  target,
  provider: known.provider,
  virtualKey: known.virtualKey,
  prompt: known.prompt,
  model: known.model,
  streamed: known.streamed ?? false,
  retries: 0,
  cache: 'DISABLED',
  substituted: undefined,
});
